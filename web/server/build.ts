import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { withBuildLock } from './build-lock.ts';
import { sourcesHash } from './sources-hash.ts';

/** The part of a structured log that is used here. */
export interface BuildLog {
  info(bindings: Record<string, unknown>, message: string): void;
}

const WEB = dirname(import.meta.dirname);
const STAMP = join(WEB, '.next', 'trekker-sources');

/**
 * Makes the production build of the pages current. Returns at once when it was made from the present sources;
 * otherwise compiles for about half a minute. Several processes may ask at the same time; one of them builds.
 * Fails with the compiler's output when the sources do not compile, and with an AbortError on `signal`.
 */
export async function ensureBuild({ log, signal }: { log: BuildLog; signal?: AbortSignal }): Promise<void> {
  const hash = await sourcesHash(WEB);
  if (await isBuiltFrom(hash)) return;
  await withBuildLock({ folder: WEB, ...(signal && { signal }) }, async () => {
    if (await isBuiltFrom(hash)) return;
    const startedAt = performance.now();
    log.info({}, 'building the web app, once per change of its sources');
    // Work on the web app leaves types of pages that may be gone since; the compiler would look for them.
    await rm(join(WEB, '.next', 'dev', 'types'), { recursive: true, force: true });
    await build(signal);
    await mkdir(dirname(STAMP), { recursive: true });
    await writeFile(STAMP, hash);
    log.info({ seconds: Math.round((performance.now() - startedAt) / 1000) }, 'built the web app');
  });
}

async function isBuiltFrom(hash: string): Promise<boolean> {
  if (!existsSync(join(WEB, '.next', 'BUILD_ID'))) return false;
  return (await readFile(STAMP, 'utf8').catch(() => '')) === hash;
}

async function build(signal: AbortSignal | undefined): Promise<void> {
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: WEB,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }, // eslint-disable-line node/no-process-env -- a child inherits the environment
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`next build ended with ${code}:\n${output.join('').slice(-8_000)}`);
}
