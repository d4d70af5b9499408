import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBesideCode, testFiles } from './testing/test-files.ts';

// The `test` script of every workspace: `node ../../scripts/run-tests.ts [files or node --test options]`; scripts/ runs
// its own the same way.
// Tests beside the code of a workspace share a process, those in test/ have one each.
// Where the workspace stands on @trekker/kit and no TREKKER_TEST_DATABASE_URL is set, the tests get a PostgreSQL server of
// their own, gone afterwards.

const DATABASE = 'TREKKER_TEST_DATABASE_URL';
const SCRIPTS = 'scripts';
/** Every file is a process that reads the same code: what one made of it serves the others. Named by its content. */
const COMPILED = join(import.meta.dirname, '../node_modules/.cache/compiled');
/** Settles what tests of properties draw. */
const SETTLE_SEED = pathToFileURL(join(import.meta.dirname, 'testing/settle-seed.ts')).href;
/** Gives up files that hang. */
const LIMIT_FILE = pathToFileURL(join(import.meta.dirname, 'testing/limit-file.ts')).href;
/** Spares them what the runner does for each promise. */
const PLAIN_PROMISES = pathToFileURL(join(import.meta.dirname, 'testing/plain-promises.ts')).href;
/** Loads several files of tests. */
const TOGETHER = join(import.meta.dirname, 'testing/together.ts');
/** How long a test, and a file of them, may take; whole data sets take what they take. */
const PATIENCE_SECONDS = process.env['TREKKER_TEST_SCALE'] === 'full' ? 0 : 900;

const given = process.argv.slice(2).filter((argument) => argument !== '--');
const options = given.filter((argument) => argument.startsWith('-'));
const selected = given.filter((argument) => !argument.startsWith('-'));
const files = selected.length ? selected : testFiles('.');
const workspace = JSON.parse(
  await readFile('package.json', 'utf8').catch(() => `{ "name": "${SCRIPTS}" }`),
) as Workspace;

// The tests end first and the database after them; Ctrl-C of a terminal has already reached the tests.
let tests: ChildProcess | undefined;
let interruptedBy: NodeJS.Signals | undefined;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    interruptedBy = name;
    if (name !== 'SIGINT' || !process.stdin.isTTY) tests?.kill(name);
  });
}

if (files.length === 0) {
  console.log(`${workspace.name} has no tests yet.`);
} else {
  const needsDatabase = !process.env[DATABASE] && standsOnKit(workspace);
  process.exitCode = await (needsDatabase ? withDatabase() : runTests({}));
}

interface Workspace {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function standsOnKit({ name, dependencies, devDependencies }: Workspace): boolean {
  return name === '@trekker/kit' || '@trekker/kit' in { ...dependencies, ...devDependencies };
}

function checksProperties({ dependencies, devDependencies }: Workspace): boolean {
  return 'fast-check' in { ...dependencies, ...devDependencies };
}

async function runTests(env: Readonly<Record<string, string>>): Promise<number> {
  if (interruptedBy) return 128 + constants.signals[interruptedBy];
  const patience = Number(process.env['TREKKER_TEST_PATIENCE_SECONDS'] ?? PATIENCE_SECONDS);
  const loaded = [PLAIN_PROMISES, LIMIT_FILE, ...(checksProperties(workspace) ? [SETTLE_SEED] : [])];
  const first = loaded.flatMap((one) => ['--import', one]);
  const limits = ['--test-concurrency=2', ...(patience > 0 ? [`--test-timeout=${patience * 1_000}`] : [])];
  const together = workspace.name === SCRIPTS ? [] : files.filter(isBesideCode);
  const processes = together.length > 1 ? [TOGETHER, ...files.filter((file) => !isBesideCode(file))] : files;
  tests = spawn(process.execPath, [...first, '--test', ...limits, ...options, ...processes], {
    stdio: 'inherit',
    env: {
      NODE_COMPILE_CACHE: COMPILED,
      ...process.env,
      TREKKER_TESTS_TOGETHER: JSON.stringify(together),
      TREKKER_TEST_PATIENCE_SECONDS: `${patience}`,
      ...env,
    },
  });
  const [code, signal] = (await once(tests, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal ? 128 + constants.signals[signal] : (code ?? 1);
}

async function withDatabase(): Promise<number> {
  const { withTestDatabase } = await import('./testing/with-test-database.ts');
  return withTestDatabase((url) => runTests({ [DATABASE]: url }));
}
