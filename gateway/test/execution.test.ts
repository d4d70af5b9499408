import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger, type SubgraphExecutor } from '@trekker/kit';
import { RequestRefused } from '../src/errors/request-refused.ts';
import { startDeadline } from '../src/operation/deadline.ts';
import { nobody, testEngine, viewerOf, type TestEngine } from './engine-harness.ts';
import { createWorld } from './world/world.ts';

let gateway: TestEngine;
beforeEach(async () => {
  gateway = await testEngine();
});
afterEach(() => gateway.engine.stop());

describe('entities', () => {
  test('are asked for once, however often they occur', async () => {
    // Ada is the boss of two and the grand-boss of three.
    await gateway.ask('{ people { boss { boss { trackers { id } } } } }');
    const [lookup, ...others] = gateway.world.subgraphs.get('trackers')?.requests ?? [];
    assert.equal(others.length, 0);
    assert.deepEqual(lookup?.variables['representations'], [{ __typename: 'Person', id: 'p0' }]);
  });

  test('of one subgraph and wave travel in one call, under aliases where selections differ', async () => {
    const { data } = await gateway.ask(
      '{ people(first: 2) { strict boss { trackers { id } } likes { ... on Book { title } ... on Car { wheels } } } }',
    );
    const requests = gateway.world.subgraphs.get('trackers')?.requests ?? [];
    assert.equal(requests.length, 1);
    assert.match(requests[0]?.document ?? '', /_e0:_entities.*_e1:_entities.*_e2:_entities/u);
    assert.deepEqual(data, {
      people: [
        { strict: 'strict', boss: null, likes: [{ title: 'Maps' }, { wheels: 6 }] },
        { strict: 'strict', boss: { trackers: [{ id: 't0' }] }, likes: [{ wheels: 4 }] },
      ],
    });
  });

  test('keep their own value under an alias that is the name of their key', async () => {
    const { data } = await gateway.ask('{ people(first: 2) { id: legacyId trackers { name: id id: name } } }');
    assert.deepEqual(data, {
      people: [
        { id: 'L0', trackers: [{ name: 't0', id: 'Tracker 0' }] },
        {
          id: 'L7',
          trackers: [
            { name: 't1', id: 'Tracker 1' },
            { name: 't6', id: 'Tracker 6' },
          ],
        },
      ],
    });
  });

  test('keep the arguments of the caller apart from those of a required field', async () => {
    const { data } = await gateway.ask('{ person(id: "p5") { comments(limit: 1) { id } score } }');
    assert.deepEqual(data, { person: { comments: [{ id: 'c5-0' }], score: 30 } });
  });
});

describe('an answer', () => {
  test('has its keys in the order of the selection, fragments included', async () => {
    const { text } = await gateway.ask(`{ z: __typename ...F people(first: 1) { trackers { id } name } }
      fragment F on Query { people(first: 1) { legacyId } a: page { hasNextPage } }`);
    assert.equal(
      text,
      '{"data":{"z":"Query","people":[{"legacyId":"L0","trackers":[{"id":"t0"}],"name":"Ada"}],"a":{"hasNextPage":true}}}',
    );
  });

  test('holds introspection beside data, aliases and fragments included', async () => {
    const { data } =
      await gateway.ask(`{ ... { s: __schema { queryType { ...T } } } __type(name: "Mood") { enumValues { name } } page { hasNextPage } }
      fragment T on __Type { n: name }`);
    assert.deepEqual(data, {
      s: { queryType: { n: 'Query' } },
      __type: { enumValues: [{ name: 'CALM' }, { name: 'WILD' }] },
      page: { hasNextPage: true },
    });
  });

  test('has keys like __proto__ and constructor as plain keys', async () => {
    const { text } = await gateway.ask('{ __proto__: page { constructor: hasNextPage prototype: __typename } }');
    assert.equal(text, '{"data":{"__proto__":{"constructor":true,"prototype":"PageInfo"}}}');
    assert.equal(({} as Record<string, unknown>)['hasNextPage'], undefined);
  });

  test('shows nothing of types and values that are inaccessible', async () => {
    const answer = await gateway.ask('{ tracker(id: "t7") { name status } __type(name: "Hidden") { name } }');
    assert.deepEqual(answer.data, { tracker: null, __type: null });
    assert.deepEqual(answer.errors?.[0]?.path, ['tracker', 'status']);
  });

  test('leaves out what variables skip and does not fetch it', async () => {
    const query = 'query ($yes: Boolean!) { people(first: 1) { name trackers @skip(if: $yes) { id } } }';
    const { data } = await gateway.ask(query, { yes: true });
    assert.deepEqual(data, { people: [{ name: 'Ada' }] });
    assert.equal(gateway.world.calls('trackers'), 0);
    assert.deepEqual((await gateway.ask(query, { yes: false })).data, {
      people: [{ name: 'Ada', trackers: [{ id: 't0' }] }],
    });
  });

  test('keeps an entity whose other field is skipped with what that field requires', async () => {
    const query = 'query ($yes: Boolean!) { trackers(first: 1) { lastPosition { latitude } label @skip(if: $yes) } }';
    assert.deepEqual((await gateway.ask(query, { yes: true })).data, {
      trackers: [{ lastPosition: { latitude: 59 } }],
    });
  });
});

describe('errors of subgraphs', () => {
  test('come with the path and aliases of the caller, at every place where the entity stands', async () => {
    const { data, errors } = await gateway.ask(
      '{ a: person(id: "p5") { up: boss { cross: grumpy } } b: person(id: "p2") { cross: grumpy } }',
    );
    assert.deepEqual(data, { a: { up: { cross: null } }, b: { cross: null } });
    assert.deepEqual(
      errors?.map(({ path, extensions }) => ({ path, code: extensions.code })),
      [
        { path: ['a', 'up', 'cross'], code: 'RATE_LIMITED' },
        { path: ['b', 'cross'], code: 'RATE_LIMITED' },
      ],
    );
  });

  test('make parents null up to the next that may be', async () => {
    const { data, errors } = await gateway.ask('{ person(id: "p1") { name address { street broken } } }');
    assert.deepEqual(data, { person: { name: 'Bo', address: null } });
    assert.deepEqual(errors?.[0]?.path, ['person', 'address', 'broken']);
  });

  test('of an entity in another subgraph reach through lists to the root', async () => {
    const { data, errors } = await gateway.ask('{ people { name s: strict } }');
    assert.equal(data, null);
    assert.deepEqual(errors, [{ message: 'not for you', extensions: { code: 'FORBIDDEN' }, path: ['people', 4, 's'] }]);
  });

  test('keep code, message and plain details from the closed list and nothing else', async () => {
    const { errors } = await gateway.ask('mutation { failToRename }');
    assert.deepEqual(errors, [
      {
        message: 'somebody else was faster',
        extensions: { code: 'CONFLICT', holder: 'p1' },
        path: ['failToRename'],
      },
    ]);
  });

  test('without such a code are masked for the caller and whole in the log', async () => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line: string) => void lines.push(line) });
    const logging = await testEngine({}, { log });
    const { text, errors } = await logging.ask('{ person(id: "p3") { grumpy } }');
    await logging.engine.stop();
    assert.deepEqual(errors?.[0]?.extensions, { code: 'INTERNAL', requestId: 'test-request' });
    assert.doesNotMatch(text, /ECONNREFUSED|5432|select/u);
    assert.match(lines.join(''), /ECONNREFUSED 10\.0\.0\.7:5432/u);
  });
});

describe('a subgraph that fails', () => {
  const broken = (behaviour: Partial<SubgraphExecutor>) => {
    const subgraphs = new Map<string, SubgraphExecutor>(createWorld().subgraphs);
    const trackers = subgraphs.get('trackers');
    if (trackers) subgraphs.set('trackers', { ...trackers, ...behaviour });
    return testEngine({}, { subgraphs });
  };

  test('takes only its own fields with it', async () => {
    const failing = await broken({ execute: () => Promise.reject(new Error('connect ECONNREFUSED /run/secret.sock')) });
    const { data, errors, text } = await failing.ask(
      '{ people(first: 2) { name firstTracker { id } } page { hasNextPage } }',
    );
    await failing.engine.stop();
    assert.deepEqual(data, {
      people: [
        { name: 'Ada', firstTracker: null },
        { name: 'Bo', firstTracker: null },
      ],
      page: { hasNextPage: true },
    });
    assert.deepEqual(
      errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code]),
      [
        ['people.0.firstTracker', 'UNAVAILABLE'],
        ['people.1.firstTracker', 'UNAVAILABLE'],
      ],
    );
    assert.doesNotMatch(text, /secret/u);
  });

  test('by answering nonsense is an internal error, not silence', async () => {
    const failing = await broken({ execute: () => Promise.resolve({ data: { _entities: [] } }) });
    const { data, errors } = await failing.ask('{ person(id: "p1") { firstTracker { id } } }');
    await failing.engine.stop();
    assert.deepEqual(data, { person: { firstTracker: null } });
    assert.equal(errors?.[0]?.extensions.code, 'INTERNAL');
  });

  test('to hear the signal does not hold up the answer beyond the deadline', async () => {
    const failing = await broken({ execute: () => new Promise(() => {}) });
    const query = '{ person(id: "p1") { name firstTracker { id } } }';
    // Planned before the time runs.
    await failing.engine.accept({ query, operationName: null, variables: {} });
    using deadline = startDeadline(50);
    const { data, errors } = await failing.ask(query, {}, { signal: deadline.signal });
    await failing.engine.stop();
    assert.deepEqual(data, { person: { name: 'Bo', firstTracker: null } });
    assert.equal(errors?.[0]?.extensions.code, 'TIMEOUT');
  });
});

describe('a request', () => {
  test('reaches resolvers with its viewer, and is given up when nobody waits any more', async () => {
    const { data } = await gateway.ask('{ whoAmI }', {}, { viewer: viewerOf('ada') });
    assert.deepEqual(data, { whoAmI: 'ada' });
    using deadline = startDeadline(60_000);
    const requests = gateway.world.subgraphs.get('people')?.requests ?? [];
    const before = requests.length;
    const asked = gateway.ask('{ slow(ms: 30000) }', {}, { signal: deadline.signal });
    while (requests.length === before) await sleep(5);
    const started = performance.now();
    deadline.cancel();
    await asked;
    assert.ok(performance.now() - started < 5_000);
    assert.equal(requests.at(-1)?.signal.aborted, true);
  });

  test('runs mutations in order, and lets later steps read what earlier ones wrote', async () => {
    const { data } = await gateway.ask(
      `mutation { one: rename(input: { id: "p1", name: "B" }) { person { name firstTracker { name } } query { readAfter } }
                  two: touch(id: "t1") { name } }`,
      {},
      { readAfter: { 'people/acme/0': 3, 'other/acme/0': 9 } },
    );
    assert.deepEqual(data?.['two'], { name: 'Tracker 1' });
    const last = gateway.world.subgraphs.get('trackers')?.requests.at(-1);
    assert.deepEqual(last?.readAfter, { 'people/acme/0': 7, 'other/acme/0': 9 });
    const { wrote } = await gateway.answer('mutation { rename(input: { id: "p1", name: "B" }) { person { name } } }');
    assert.deepEqual(wrote, { 'people/acme/0': 7 });
  });

  test('sends coerced variables with defaults, and only those an operation uses', async () => {
    await gateway.ask(
      'query ($first: Int = 2, $input: EchoInput!) { people(first: $first) { id } echo(input: $input) }',
      {
        input: { nested: { text: 'x' } },
        unknown: 'left out',
      },
    );
    assert.deepEqual(gateway.world.subgraphs.get('people')?.requests.at(-1)?.variables, {
      first: 2,
      input: { text: 'nothing', mood: 'CALM', nested: { text: 'x', mood: 'CALM' } },
    });
  });

  test('may name a variable like one of the planner', async () => {
    const { data } = await gateway.ask(
      'query ($representations: String) { representations(of: $representations) person(id: "p1") { firstTracker { id } } }',
      { representations: 'mine' },
    );
    assert.deepEqual(data, { representations: 'mine', person: { firstTracker: { id: 't1' } } });
  });

  test('is planned once, also when many ask for it at the same time', async () => {
    const accepted = await Promise.all(
      Array.from({ length: 20 }, () =>
        gateway.engine.accept({ query: '{ people { name } }', operationName: null, variables: {} }),
      ),
    );
    assert.equal(new Set(accepted.map(({ operation }) => operation)).size, 1);
  });

  test('with variables that do not fit is refused with INVALID_INPUT and no suggestions', async () => {
    const refused = gateway.ask('query ($input: EchoInput!) { echo(input: $input) }', {
      input: { mood: 'CLAM', texts: 1 },
    });
    await assert.rejects(refused, (error: unknown) => {
      assert.ok(error instanceof RequestRefused);
      assert.ok(error.errors.every(({ extensions }) => extensions.code === 'INVALID_INPUT'));
      assert.doesNotMatch(JSON.stringify(error.errors), /did you mean/iu);
      return true;
    });
  });

  test('that breaks the schema is refused with few errors and no suggestions', async () => {
    const fields = Array.from({ length: 9 }, (_, n) => `nam${n}`).join(' ');
    await assert.rejects(gateway.ask(`{ peple { name } people { ${fields} } }`), (error: unknown) => {
      assert.ok(error instanceof RequestRefused);
      assert.ok(error.errors.length <= 5);
      assert.ok(error.errors.every(({ extensions }) => extensions.code === 'QUERY_INVALID'));
      assert.doesNotMatch(JSON.stringify(error.errors), /did you mean/iu);
      return true;
    });
  });
});

describe('the stock executor', () => {
  let stock: TestEngine;
  before(async () => {
    stock = await testEngine({ executor: 'stock' });
  });
  after(() => stock.engine.stop());

  test('answers mutations and carries viewer and offsets', async () => {
    const answer = await stock.answer(
      'mutation { rename(input: { id: "p1", name: "B" }) { person { name } } }',
      {},
      nobody(),
    );
    assert.equal(answer.text, '{"data":{"rename":{"person":{"name":"B"}}}}');
    assert.deepEqual(answer.wrote, { 'people/acme/0': 7 });
    assert.deepEqual((await stock.ask('{ whoAmI }', {}, { viewer: viewerOf('ada') })).data, { whoAmI: 'ada' });
  });

  test('masks errors as ours does', async () => {
    const { text } = await stock.ask('{ person(id: "p3") { grumpy } }');
    assert.doesNotMatch(text, /ECONNREFUSED|serviceName|people\.invalid/u);
  });
});
