import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const runTests = fileURLToPath(new URL('../../../scripts/run-tests.ts', import.meta.url));
const DATABASE = 'TREKKER_TEST_DATABASE_URL';

/** Tests that write down the database they were given and whether its socket was there. */
const notesDatabase = `
  import { existsSync, writeFileSync } from 'node:fs';
  import { test } from 'node:test';
  const url = process.env.${DATABASE} ?? 'none';
  const socket = decodeURIComponent(/host=([^&]*)/.exec(url)?.[1] ?? '');
  test('notes', () => writeFileSync('noted.json', JSON.stringify({ url, socket, there: existsSync(socket) })));`;

test('a workspace that stands on kit gets a database for its tests, which is gone afterwards', async (t) => {
  const folder = workspace(t, { dependsOn: '@trekker/kit', files: { 'src/a.test.ts': notesDatabase } });
  assert.equal((await run(folder)).code, 0);
  const { url, socket, there } = noted(folder);
  assert.match(url, /^postgres:\/\/postgres:[\w-]+@\/postgres\?host=[^&]+&port=\d+$/);
  assert.equal(there, true);
  assert.equal(existsSync(socket), false);
});

test('a database that is named is used and none is started', async (t) => {
  const folder = workspace(t, { dependsOn: '@trekker/kit', files: { 'src/a.test.ts': notesDatabase } });
  assert.equal((await run(folder, { env: { [DATABASE]: 'postgres://named' } })).code, 0);
  assert.equal(noted(folder).url, 'postgres://named');
});

test('a workspace without kit gets no database', async (t) => {
  const folder = workspace(t, { dependsOn: '@trekker/geo', files: { 'test/a.test.ts': notesDatabase } });
  assert.equal((await run(folder)).code, 0);
  assert.equal(noted(folder).url, 'none');
});

test('a failing test fails the run, and only the files that are named are run', async (t) => {
  const failing = `import { test } from 'node:test'; test('fails', () => { throw new Error('no'); });`;
  const passing = `import { test } from 'node:test'; test('passes', () => {});`;
  const files = { 'src/deep/fails.test.ts': failing, 'src/passes.test.ts': passing };
  const folder = workspace(t, { dependsOn: '@trekker/geo', files });
  assert.equal((await run(folder)).code, 1);
  assert.equal((await run(folder, { args: ['--', 'src/passes.test.ts'] })).code, 0);
});

test('a test that hangs fails the run in time, whatever keeps it', async (t) => {
  const waits = `import { test } from 'node:test'; setInterval(() => {}, 1_000); test('waits', () => new Promise(() => {}));`;
  const lingers = `import { test } from 'node:test'; setInterval(() => {}, 1_000); test('passes', () => {});`;
  for (const text of [waits, lingers]) {
    const folder = workspace(t, { dependsOn: '@trekker/geo', files: { 'src/a.test.ts': text } });
    const began = performance.now();
    assert.equal((await run(folder, { env: { TREKKER_TEST_PATIENCE_SECONDS: '2' } })).code, 1, text);
    assert.ok(performance.now() - began < 20_000, text);
  }
});

test('a workspace without tests says so and passes', async (t) => {
  const { code, output } = await run(workspace(t, { dependsOn: '@trekker/kit', files: {} }));
  assert.equal(code, 0);
  assert.match(output, /^example has no tests yet\.$/m);
});

/** Tests that write down what they drew. */
const notesDraw = `
  import { writeFileSync } from 'node:fs';
  import { test } from 'node:test';
  import { integer, sample } from '${import.meta.resolve('fast-check')}';
  test('draws', () => writeFileSync('noted.json', JSON.stringify(sample(integer(), 3))));`;

test('what tests of properties draw is settled unless it is asked to be anew', async (t) => {
  const folder = workspace(t, { dependsOn: 'fast-check', files: { 'src/a.test.ts': notesDraw } });
  const drawn = async (env: Record<string, string> = {}) => {
    assert.equal((await run(folder, { env })).code, 0);
    return readFileSync(join(folder, 'noted.json'), 'utf8');
  };
  const settled = await drawn();
  assert.equal(await drawn(), settled);
  assert.equal(await drawn({ TREKKER_TEST_SEED: '7' }), await drawn({ TREKKER_TEST_SEED: '7' }));
  const others = [{ TREKKER_TEST_SEED: '7' }, { TREKKER_TEST_SEED: 'any' }, { TREKKER_TEST_SCALE: 'full' }];
  for (const env of others) assert.notEqual(await drawn(env), settled, JSON.stringify(env));
});

test('an interrupted run ends its database before itself', async (t) => {
  const endless = `${notesDatabase} test('lasts', () => new Promise((resolve) => setTimeout(resolve, 60_000)));`;
  const folder = workspace(t, { dependsOn: '@trekker/kit', files: { 'src/a.test.ts': endless } });
  const { code } = await run(folder, { whenNoted: (pid) => process.kill(pid, 'SIGTERM') });
  assert.notEqual(code, 0);
  assert.equal(existsSync(noted(folder).socket), false);
});

function workspace(
  t: TestContext,
  { dependsOn, files }: { dependsOn: string; files: Readonly<Record<string, string>> },
): string {
  const folder = mkdtempSync(join(tmpdir(), 'trekker-workspace-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const manifest = { name: 'example', type: 'module', dependencies: { [dependsOn]: '*' } };
  for (const [name, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function run(
  cwd: string,
  {
    args = [],
    env = {},
    whenNoted,
  }: { args?: string[]; env?: Record<string, string>; whenNoted?: (pid: number) => void } = {},
): Promise<{ code: number | null; output: string }> {
  const clean = { PATH: '/usr/bin:/bin', ...env }; // nothing of the run this test belongs to
  const child = spawn(process.execPath, [runTests, ...args], { cwd, env: clean, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const watch = setInterval(() => {
    if (!whenNoted || !existsSync(join(cwd, 'noted.json'))) return;
    clearInterval(watch);
    whenNoted(child.pid ?? 0);
  }, 50);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(watch);
  return { code, output };
}

function noted(folder: string): { url: string; socket: string; there: boolean } {
  return JSON.parse(readFileSync(join(folder, 'noted.json'), 'utf8')) as {
    url: string;
    socket: string;
    there: boolean;
  };
}
