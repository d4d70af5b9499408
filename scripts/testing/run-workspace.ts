import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd } from './children.ts';
import { judgeRun, type Tally } from './tally.ts';

/** How the tests of one folder went. */
export interface FolderResult {
  readonly tally: Tally;
  /** What the runner printed. */
  readonly output: string;
}

/** What spins for ever is ended by force, and counts as failed; whole data sets take what they take. */
const LIMIT_MS = 50 * 60_000;

/**
 * Runs the tests of a workspace, or of `scripts`, with `node --test`: all, or those of `files`. A runner that breaks down
 * counts as one failure, also when all tests it reported had passed.
 */
export async function runFolder(
  root: string,
  folder: string,
  { env, processes, files = [] }: { env: NodeJS.ProcessEnv; processes: number; files?: readonly string[] },
): Promise<FolderResult> {
  const place = await mkdtemp(join(tmpdir(), 'trekker-tally-'));
  const tallyFile = join(place, 'tally.json');
  const args = [
    join(import.meta.dirname, '../run-tests.ts'),
    `--test-concurrency=${processes}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(import.meta.dirname, 'tally-reporter.ts')}`,
    `--test-reporter-destination=${tallyFile}`,
    ...files,
  ];
  const limit = env['TREKKER_TEST_SCALE'] === 'full' ? {} : { limitMs: LIMIT_MS };
  const { code, output } = await runToEnd(process.execPath, args, { cwd: join(root, folder), env, ...limit });
  const written = await readFile(tallyFile, 'utf8').catch(() => '');
  await rm(place, { recursive: true });
  return { output, tally: judgeRun(folder, written, { code, hasTests: !output.includes('has no tests yet') }) };
}
