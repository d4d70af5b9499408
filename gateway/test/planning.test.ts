import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { createLogger } from '@trekker/kit';
import type { GatewayConfig } from '../src/config.ts';
import type { GatewayDependencies } from '../src/dependencies.ts';
import { RequestRefused } from '../src/errors/request-refused.ts';
import { testEngine, type TestEngine } from './engine-harness.ts';
import { hungryQuery, hungryWorld } from './hungry-world.ts';

const hungry = hungryWorld();
const PROBE = '{ node { id } }';

describe('planning', () => {
  let threads: Worker[] = [];
  const onThread = (worker: Worker) => void threads.push(worker);
  const open: TestEngine[] = [];
  beforeEach(() => {
    threads = [];
    process.on('worker', onThread);
  });
  afterEach(async () => {
    for (const { engine } of open.splice(0)) await engine.stop();
    process.off('worker', onThread);
  });

  async function start(config: Partial<GatewayConfig>, deps: Partial<GatewayDependencies> = {}): Promise<TestEngine> {
    const engine = await testEngine(config, { ...hungry, ...deps });
    open.push(engine);
    return engine;
  }

  test('holds nobody up: while a plan takes very long, the event loop is free and known queries are answered', async () => {
    const { ask } = await start({ maxPlanMs: 1_000 });
    await ask(PROBE);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const heavy = refusal(ask(hungryQuery));
    delay.enable();
    let answers = 0;
    while ((await Promise.race([heavy, sleep(5)])) === undefined) {
      assert.deepEqual((await ask(PROBE)).data, { node: { id: '1' } });
      answers += 1;
    }
    delay.disable();
    assert.equal((await heavy).code, 'QUERY_TOO_COMPLEX');
    // On a machine that is busy with other things the rest of the delays are its own.
    assert.ok(delay.percentile(90) < 100e6, `p90 of the event loop's delay was ${delay.percentile(90) / 1e6} ms`);
    assert.ok(answers > 10, `only ${answers} answers`);
  });

  test('gives up on a plan that takes more memory than it may, and nothing else breaks', async () => {
    const { ask } = await start({ maxPlanMs: 60_000 });
    assert.equal((await refusal(ask(hungryQuery))).code, 'QUERY_TOO_COMPLEX');
    assert.deepEqual((await ask(PROBE)).data, { node: { id: '1' } });
  });

  test('goes on with what waited behind a plan that took too long', async () => {
    const { ask } = await start({ maxPlanMs: 1_500 });
    const [heavy, light] = await Promise.all([refusal(ask(hungryQuery)), ask('{ node { name } }')]);
    assert.deepEqual([heavy.code, light.data], ['QUERY_TOO_COMPLEX', { node: { name: 'x' } }]);
    assert.equal(threads.length, 2);
  });

  test('remembers for ten minutes what took too long, however it is written', async () => {
    let now = 0;
    const { ask } = await start({ maxPlanMs: 1_500 }, { clock: { now: () => now } });
    await refusal(ask(hungryQuery));
    now += 599_000;
    const started = performance.now();
    await refusal(ask(`query Other ${hungryQuery.replace('{ node', '{   node')} # again`));
    assert.ok(performance.now() - started < 1_000, 'it was tried again');
    now += 2_000;
    await refusal(ask(`# later\n${hungryQuery}`));
    assert.equal(threads.length, 2, 'it was not tried again');
  });

  test('refuses new queries while too many wait, and plans equal ones once', async () => {
    const { ask, engine } = await start({ maxPlanMs: 500, maxWaitingPlans: 1 });
    const heavy = refusal(ask(hungryQuery));
    await sleep(50);
    const [first, same] = [ask(PROBE), ask(PROBE)];
    assert.equal((await refusal(ask('{ node { name } }'))).code, 'UNAVAILABLE');
    assert.equal((await heavy).code, 'QUERY_TOO_COMPLEX');
    assert.deepEqual((await first).data, (await same).data);
    assert.match((await engine.metrics.text()).body, /plan_duration_seconds_count\{outcome="planned"\} 1\n/u);
  });

  test('refuses a query whose turn comes after its deadline', async () => {
    let now = 0;
    const { ask } = await start({ maxPlanMs: 500, requestDeadlineMs: 100 }, { clock: { now: () => now } });
    const heavy = refusal(ask(hungryQuery));
    await sleep(50);
    const late = refusal(ask(PROBE));
    await sleep(50);
    now = 200;
    assert.deepEqual([(await heavy).code, (await late).code], ['QUERY_TOO_COMPLEX', 'TIMEOUT']);
  });

  test('has done before anybody asks what clients are known to ask, for each supergraph before it takes over', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trekker-test-'));
    const file = join(folder, 'documents.json');
    const documents = ['{ node { name } }', 'query Named($yes: Boolean!) { node { id name @include(if: $yes) } }', '{'];
    await writeFile(file, JSON.stringify(Object.fromEntries(documents.entries())));
    const { ask, engine } = await start({}, { trustedDocuments: [file] });
    await engine.foresee();
    const before = (await engine.metrics.text()).body;
    assert.match(before, /plan_duration_seconds_count\{outcome="planned"\} 3\n/u);
    await engine.replace(hungry);
    const misses = async () =>
      /plan_lookups_total\{outcome="miss"\} (?<n>\d+)/u.exec((await engine.metrics.text()).body)?.[1];
    const known = await misses();
    assert.deepEqual((await ask('{ node { name } }')).data, { node: { name: 'x' } });
    assert.equal(await misses(), known);
  });

  test('plans nothing ahead once it stops, and says nothing of what is left', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trekker-test-'));
    const file = join(folder, 'documents.json');
    const documents = Array.from({ length: 20 }, (_, index) => `query Q${index} { node { name } }`);
    await writeFile(file, JSON.stringify(Object.fromEntries(documents.entries())));
    const said: string[] = [];
    const log = createLogger('warn', { write: (line: string) => void said.push(line) });
    const { engine } = await start({}, { trustedDocuments: [file], log });
    const foreseen = engine.foresee();
    await engine.stop();
    await foreseen;
    assert.deepEqual(said, []);
  });

  test('gives the memory of the planner back while there is nothing to plan', async () => {
    const { ask } = await start({ plannerIdleMs: 20 });
    await ask(PROBE);
    await sleep(200);
    assert.equal(threads[0]?.threadId, -1, 'the thread still runs');
    assert.deepEqual((await ask('{ node { name } }')).data, { node: { name: 'x' } });
    assert.equal(threads.length, 2);
  });
});

async function refusal(answer: Promise<unknown>): Promise<{ code: string }> {
  const failure: unknown = await answer.then(
    () => assert.fail('it was answered'),
    (error: unknown) => error,
  );
  if (!(failure instanceof RequestRefused)) throw failure;
  return { code: failure.errors[0]?.extensions.code ?? '' };
}
