import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getIntrospectionQuery } from 'graphql';
import { RequestRefused } from '../src/errors/request-refused.ts';
import { testEngine, type TestEngine } from './engine-harness.ts';
import { startGateway, type TestGateway } from './gateway-harness.ts';
import { SocketClient } from './socket-client.ts';

/** Most processor time a refusal may take, in milliseconds. */
const MAX_CPU_MS = 50;

const repeat = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

/** Each fragment spreads the next one twice, under two aliases. */
function doubling(levels: number): string {
  const fragments = repeat(
    levels,
    (n) => `fragment F${n} on Person { a: boss { ...F${n + 1} } b: boss { ...F${n + 1} } }`,
  );
  return `{ people { ...F0 } } ${fragments} fragment F${levels} on Person { id }`;
}

/** The same without fields between the fragments. */
function flatDoubling(levels: number): string {
  const fragments = repeat(levels, (n) => `fragment F${n} on Person { ...F${n + 1} ...F${n + 1} }`);
  return `{ people { ...F0 } } ${fragments} fragment F${levels} on Person { id }`;
}

const documents: readonly [name: string, query: string][] = [
  ...[8, 10, 12, 14, 16, 18, 20, 22, 24].map((n): [string, string] => [
    `fragments that double ${n} times`,
    doubling(n),
  ]),
  ['fragments that double in place', flatDoubling(60)],
  [
    'fragments in a cycle',
    '{ people { ...A } } fragment A on Person { boss { ...B } } fragment B on Person { boss { ...A } }',
  ],
  ['a fragment that spreads itself', '{ people { ...A } } fragment A on Person { ...A id }'],
  ['a hundred thousand aliases', `{ ${repeat(100_000, (n) => `a${n}:__typename`)} }`],
  ['101 aliases of __typename', `{ ${repeat(101, (n) => `a${n}: __typename`)} }`],
  ['500 times the same field', `{ page { ${repeat(500, () => 'hasNextPage')} } }`],
  ['21 root fields', `{ ${repeat(21, () => '__typename')} }`],
  [
    'aliases hidden in fragments',
    `{ people { ...A ...B } } ${['A', 'B'].map((f) => `fragment ${f} on Person { ${repeat(16, (n) => `${f}${n}: name`)} }`).join(' ')}`,
  ],
  ['deep nesting', `{ people { ${'boss { '.repeat(40)} id ${'} '.repeat(40)} } }`],
  ['deep inline fragments', `{ people { ${'... { boss { '.repeat(15)} id ${'} } '.repeat(15)} } }`],
  ['deep introspection', `{ __schema { types { ${'fields { type { '.repeat(20)} name ${'} } '.repeat(20)} } } }`],
  ['ten unknown directives', `{ __typename ${repeat(30, (n) => `@d${n}`)} }`],
  ['a long string', `{ echo(input: {text: "${'x'.repeat(200_000)}" mood: WRONG}) }`],
  ['many braces', '{'.repeat(100_000)],
  ['no end of a string', `{ echo(input: {text: """${'\\"""'.repeat(20_000)}`],
  ['a wide list by literal', '{ people(first: 2000000) { id name } }'],
  ['an operation that would not run', `query A { __typename } query B { people { ${repeat(190, () => 'boss{id}')} } }`],
  ['a fragment that nobody uses', `{ __typename } fragment F on Person { ${repeat(190, () => 'boss{id}')} }`],
  ['overlapping fields', `{ people { ${repeat(150, (n) => `a: boss { b${n % 7}: name }`)} } }`],
];

describe('a hostile document', () => {
  let gateway: TestEngine;
  before(async () => {
    gateway = await testEngine();
    // The first document of each kind also pays for compiling our own code.
    for (const [, query] of documents) await gateway.ask(query).catch(() => undefined);
  });
  after(() => gateway.engine.stop());

  for (const [name, query] of documents) {
    test(`of ${name} is refused in no time`, async () => {
      const before = process.cpuUsage();
      await assert.rejects(gateway.ask(query), RequestRefused);
      const { user, system } = process.cpuUsage(before);
      assert.ok((user + system) / 1_000 < MAX_CPU_MS, `took ${(user + system) / 1_000} ms of processor time`);
      assert.equal(gateway.world.calls(), 0);
    });
  }

  test('of a wide list by variable is refused, by a short one answered', async () => {
    const query = 'query ($n: Int!) { people(first: $n) { id name boss { id } } }';
    await assert.rejects(gateway.ask(query, { n: 1_000_000 }), /may hold 5000001 fields|ask for shorter lists/u);
    assert.equal((await gateway.ask(query, { n: 2 })).errors, undefined);
  });

  test('is nothing that GraphiQL asks', async () => {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true });
    assert.ok((await gateway.ask(query)).data?.['__schema']);
  });
});

describe('hostile documents over the network', () => {
  let site: TestGateway;
  before(async () => {
    site = await startGateway();
  });
  after(() => site.gateway.stop());

  test('are refused alike over HTTP and WebSocket, with 4xx and nothing of our insides', async () => {
    for (const [name, query] of documents) {
      const accept = { accept: 'application/graphql-response+json' };
      const response = await site.post({ query }, accept);
      assert.ok(response.status >= 400 && response.status < 500, `${name}: ${response.status}`);
      const text = await response.text();
      assert.doesNotMatch(text, /did you mean|node_modules|\.ts:|\.invalid/iu, name);
      if (query.length > 60_000) continue; // a socket is closed for messages that long
      using client = await SocketClient.signedIn(site.socketUrl);
      client.subscribe('1', query);
      const { payload } = await client.next('error', '1');
      assert.deepEqual(payload, (JSON.parse(text) as { errors: unknown }).errors, name);
    }
    assert.equal(site.world.calls(), 0);
  });

  test('do not hold up others', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await Promise.all(documents.map(([, query]) => site.post({ query }).then((response) => response.text())));
    assert.deepEqual((await site.ask('{ page { hasNextPage } }')).data, { page: { hasNextPage: true } });
    delay.disable();
    const p99 = delay.percentile(99) / 1_000_000;
    assert.ok(p99 < 250, `the event loop stood still for ${p99} ms`);
  });
});
