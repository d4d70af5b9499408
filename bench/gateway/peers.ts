import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Exact versions of what is compared with. They never enter the lock of this repository. */
const MANIFEST = {
  name: 'trekker-gateway-peers',
  private: true,
  dependencies: {
    '@apollo/gateway': '2.14.4',
    '@apollo/server': '5.5.1',
    '@graphql-hive/gateway': '2.15.1',
    '@graphql-hive/router-runtime': '1.4.23',
    graphql: '16.15.0',
  },
  // A version that its own dependants ask for is not in every registry.
  overrides: { '@graphql-tools/batch-execute': '10.2.0', graphql: '16.15.0' },
};

/** The versions in question, for people. */
export const versions = MANIFEST.dependencies;

/** The folder with the peers, installed by npm when it is not there yet: TREKKER_BENCH_PEERS, or one below the system's for temporary files. */
export async function installPeers(): Promise<string> {
  const folder = process.env['TREKKER_BENCH_PEERS'] ?? join(tmpdir(), 'trekker-gateway-peers');
  const manifest = `${JSON.stringify(MANIFEST, null, 2)}\n`;
  const isThere = (await readFile(join(folder, 'installed.json'), 'utf8').catch(() => '')) === manifest;
  if (isThere && existsSync(join(folder, 'node_modules'))) return folder;
  console.error(`installing the peers in ${folder}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), manifest);
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
  await writeFile(join(folder, 'installed.json'), manifest);
  return folder;
}
