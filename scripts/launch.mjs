// Runs a TypeScript file with a Node that strips types itself. Kept plain so that any Node from 20 on can read it.
// Order: the running Node when it is new enough, else the one that came with `npm ci`, else a sentence that says what to install.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST = [24, 12];
const here = dirname(fileURLToPath(import.meta.url));
const node = isNewEnough(process.versions.node) ? process.execPath : bundledNode();
if (!node) {
  console.error(
    `Trekker needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node} and no bundled Node is installed ` +
      `for ${process.platform}-${process.arch}. Install Node 24 or newer, then run the command again.`,
  );
  process.exit(1);
}

const child = spawn(node, process.argv.slice(2), {
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_OPTIONS:
      `${process.env.NODE_OPTIONS ?? ''} --import=${pathToFileURL(join(here, 'quick-modules.mjs')).href}`.trim(),
    // What one process made of the code serves the next; named by its content.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(here, '../node_modules/.cache/compiled'),
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    NEXT_TELEMETRY_DISABLED: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    APOLLO_TELEMETRY_DISABLED: 'true',
  },
});

// Ctrl-C reaches the whole process group; the child decides when it is done, so this process only waits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('exit', (code, signal) => {
  process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1));
});

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function bundledNode() {
  const require = createRequire(import.meta.url);
  try {
    const manifest = require.resolve(`node-${process.platform}-${process.arch}/package.json`);
    const binary = join(dirname(manifest), 'bin', 'node');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}
