import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { codegen } from './codegen.ts';
import { readManifest, workspaceFolders } from './check/workspaces.ts';
import { endChildrenOnSignals, interruption } from './testing/children.ts';
import { hasBrowserTests, runBrowserTests } from './testing/run-browser-tests.ts';
import { runFolder } from './testing/run-workspace.ts';
import { judgeUnsteady, secondTry } from './testing/second-try.ts';
import { dealt, testFiles } from './testing/test-files.ts';
import { broken, closingLine, failureLines, skippedLines, sumTallies, type Tally } from './testing/tally.ts';
import { TEST_DATABASE, withTestDatabase } from './testing/with-test-database.ts';

// `npm test`: every test there is, against one PostgreSQL server and in a real browser. `npm test -- kit web` runs those
// folders alone. TREKKER_TEST_SCALE=full makes the tests that can use whole data sets do so.

const FOLDERS_AT_A_TIME = 3;
/** Tests wait for disks and for time to pass about as long as a third of the time they work. */
const PROCESSES_PER_CORE = 1.5;
/** They decide how long it takes, so they begin, in so many parts beside each other. */
const LONGEST = new Map([
  ['packages/stack', 2],
  ['subgraphs/positions', 1],
  ['subgraphs/geofences', 1],
  ['gateway', 1],
  ['subgraphs/tenancy', 1],
  ['subgraphs/headcount', 1],
  ['bench', 1],
]);
/** Whole data sets are looked at by people, and say all at once. */
const triesAgain = process.env['TREKKER_TEST_SCALE'] !== 'full';
const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);

endChildrenOnSignals();
process.exitCode = await main();

async function main(): Promise<number> {
  const { problems } = await codegen(root, { write: true });
  const generated = problems.map((problem) => broken('codegen', problem));
  const given = process.env[TEST_DATABASE];
  const tallies = await (given ? runAll(given) : withTestDatabase(runAll));
  return conclude(judgeUnsteady(sumTallies([...generated, ...tallies])));
}

async function runAll(databaseUrl: string): Promise<Tally[]> {
  const env = { ...process.env, [TEST_DATABASE]: databaseUrl };
  const tallies = await runFolders(await foldersWithTests(), env);
  if (hasBrowserTests(root) && isWanted('web')) tallies.push(await runBrowserTests(root, env));
  return tallies;
}

async function foldersWithTests(): Promise<string[]> {
  const folders: string[] = [];
  for (const folder of await workspaceFolders(root)) {
    const { scripts } = await readManifest(join(root, folder, 'package.json'));
    if (scripts?.['test']) folders.push(folder);
  }
  return [...LONGEST.keys(), ...folders.filter((folder) => !LONGEST.has(folder)), 'scripts'].filter(isWanted);
}

function isWanted(folder: string): boolean {
  return wanted.length === 0 || wanted.some((name) => folder === name || folder.endsWith(`/${name}`));
}

async function runFolders(folders: readonly string[], env: NodeJS.ProcessEnv): Promise<Tally[]> {
  const waiting = folders.flatMap(partsOf);
  const processes = Math.max(1, Math.floor((availableParallelism() * PROCESSES_PER_CORE) / FOLDERS_AT_A_TIME));
  const first: (readonly [folder: string, Tally])[] = [];
  const run = async (folder: string, files: readonly string[] = []) => {
    console.log(`… ${folder} ${files.length > 1 ? `${files.length} files` : files.join()}`.trimEnd());
    const { tally, output } = await runFolder(root, folder, { env, processes, files });
    console.log(`\n${tally.failed.length ? '✘' : '✔'} ${folder}: ${closingLine(tally)}\n${output.trimEnd()}\n`);
    return tally;
  };
  const worker = async () => {
    for (let part = waiting.shift(); part && !interruption(); part = waiting.shift())
      first.push([part.folder, await run(part.folder, part.files)]);
  };
  await Promise.all(Array.from({ length: FOLDERS_AT_A_TIME }, worker));
  if (!triesAgain || interruption()) return first.map(([, tally]) => tally);
  const settled: Tally[] = [];
  for (const [folder, tally] of first) settled.push(await secondTry(tally, (file) => run(folder, [file])));
  return settled;
}

/** A folder whole, or the parts of one that takes long. */
function partsOf(folder: string): readonly { readonly folder: string; readonly files: readonly string[] }[] {
  const parts = LONGEST.get(folder) ?? 1;
  if (parts === 1) return [{ folder, files: [] }];
  return dealt(testFiles(join(root, folder)), parts).map((files) => ({ folder, files }));
}

function conclude(total: Tally): number {
  for (const line of skippedLines(total)) console.log(line);
  const signal = interruption();
  if (signal) console.log(`interrupted by ${signal}; not everything ran`);
  for (const line of failureLines(total)) console.log(line);
  console.log(closingLine(total));
  return total.failed.length > 0 || signal ? 1 : 0;
}
