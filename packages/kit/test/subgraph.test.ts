import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  createEventStream,
  createSubgraph,
  dateTimeScalar,
  InvalidInputError,
  silentLogger,
  systemClock,
  type BaseContext,
  type SubgraphRequest,
} from '../src/index.ts';
import { testViewer } from '../src/testing/index.ts';
import { TENANT_A } from './sample.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes", "@policy"])`;
const SDL = `${LINK}
  type Query {
    open: String! @policy(policies: [["public"]])
    mine: String! @policy(policies: [["authenticated"]])
    secret: String @requiresScopes(scopes: [["secrets:read"]])
    broken: String @policy(policies: [["public"]])
    wrong: String @policy(policies: [["public"]])
  }
  type Note @key(fields: "id") { id: ID! text: String @requiresScopes(scopes: [["notes:read"]]) }
  type Subscription { ticks: Int! @requiresScopes(scopes: [["secrets:read"]]) }
  type Thing @key(fields: "id") @requiresScopes(scopes: [["things:read"]]) { id: ID! }`;

const request = (document: string, changes: Partial<SubgraphRequest> = {}): SubgraphRequest => ({
  document,
  variables: {},
  viewer: null,
  requestId: 'r1',
  signal: new AbortController().signal,
  ...changes,
});

function build(sdl = SDL, onEnd = () => {}, subscribe = () => createEventStream({ onEnd })) {
  return createSubgraph<BaseContext>({
    name: 'test',
    sdl,
    clock: systemClock,
    log: silentLogger,
    context: ({ viewer }) => ({ viewer, wrote: {} }),
    resolvers: {
      Query: {
        open: () => 'open',
        mine: () => 'mine',
        secret: () => 'secret',
        broken: () => {
          throw new Error('password of the database: hunter2');
        },
        wrong: () => {
          throw new InvalidInputError('first', 'must be 1 to 500, got 900');
        },
      },
      Subscription: { ticks: { subscribe, resolve: () => 1 } },
    },
  });
}

const codes = async (document: string, changes?: Partial<SubgraphRequest>) =>
  (await build().execute(request(document, changes))).errors?.map((error) => error.extensions?.['code']);

test('tells what is wrong with an instant, whether a variable or the document brought it', async () => {
  const sdl = `${LINK} scalar DateTime type Query { day(of: DateTime!): DateTime @policy(policies: [["public"]]) }`;
  const { execute } = createSubgraph<BaseContext>({
    name: 'test',
    sdl,
    clock: systemClock,
    log: silentLogger,
    context: ({ viewer }) => ({ viewer, wrote: {} }),
    resolvers: { DateTime: dateTimeScalar, Query: { day: (_root: unknown, { of }: { of: number }) => of } },
  });
  const byVariable = 'query Day($of: DateTime!) { day(of: $of) }';
  const [refused] = (await execute(request(byVariable, { variables: { of: 'noon' } }))).errors ?? [];
  assert.equal(refused?.extensions?.['code'], 'INVALID_INPUT');
  assert.match(refused?.message ?? '', /RFC 3339.*got "noon"/);
  const [missing] = (await execute(request(byVariable))).errors ?? [];
  assert.equal(missing?.extensions?.['code'], 'QUERY_INVALID');
  const [literal] = (await execute(request('{ day(of: "noon") }'))).errors ?? [];
  assert.match(literal?.message ?? '', /RFC 3339.*got "noon"/);
});

test('answers each root field only to whom its SDL names', async () => {
  const viewer = testViewer(TENANT_A, ['secrets:read']);
  const nobody = testViewer(TENANT_A, []);
  assert.deepEqual(await build().execute(request('{ open }')), { data: { open: 'open' } });
  assert.deepEqual(await codes('{ mine }'), ['UNAUTHENTICATED']);
  assert.deepEqual(await codes('{ secret }'), ['UNAUTHENTICATED']);
  assert.deepEqual(await codes('{ secret }', { viewer: nobody }), ['FORBIDDEN']);
  assert.equal(await codes('{ mine secret }', { viewer }), undefined);
});

test('refuses to start when a root field names no permission', () => {
  assert.throws(() => build(`${LINK} type Query { open: String }`), /Query\.open names no permission/);
});

test('asks for the permission of an entity’s type before it resolves a key', async () => {
  const document = '{ _entities(representations: [{ __typename: "Thing", id: "1" }]) { ... on Thing { id } } }';
  assert.deepEqual(await codes(document), ['UNAUTHENTICATED']);
  assert.deepEqual(await codes(document, { viewer: testViewer(TENANT_A, ['secrets:read']) }), ['FORBIDDEN']);
  assert.equal(await codes(document, { viewer: testViewer(TENANT_A, ['things:read']) }), undefined);
});

test('asks for the permission of a field that names one, wherever the field stands', async () => {
  const document = '{ _entities(representations: [{ __typename: "Note", id: "1" }]) { ... on Note { id text } } }';
  assert.deepEqual(await codes(document, { viewer: testViewer(TENANT_A, []) }), ['FORBIDDEN']);
  assert.equal(await codes(document, { viewer: testViewer(TENANT_A, ['notes:read']) }), undefined);
});

test('lets our errors through as they are and masks every other', async () => {
  const { errors } = await build().execute(request('{ wrong broken }'));
  assert.deepEqual(
    errors?.map(({ message, extensions }) => [message, extensions?.['code']]),
    [
      ['first must be 1 to 500, got 900', 'INVALID_INPUT'],
      ['something went wrong on our side', 'INTERNAL'],
    ],
  );
  assert.ok(!JSON.stringify(errors).includes('hunter2'));
});

test('ends a quiet subscription at once when its reader leaves or its signal fires', async () => {
  for (const leave of ['return', 'abort'] as const) {
    let ended = 0;
    const abort = new AbortController();
    const viewer = testViewer(TENANT_A, ['secrets:read']);
    const stream = build(SDL, () => void (ended += 1)).subscribe(
      request('subscription { ticks }', { viewer, signal: abort.signal }),
    );
    const next = stream.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (leave === 'return') await stream.return?.();
    else abort.abort();
    assert.deepEqual(await next, { value: undefined, done: true });
    assert.equal(ended, 1);
  }
});

test('answers a forbidden subscription with an error and not with an end', async () => {
  const stream = build().subscribe(request('subscription { ticks }'));
  const first = await stream.next();
  assert.equal(first.value?.errors?.[0]?.extensions?.['code'], 'UNAUTHENTICATED');
  assert.equal((await stream.next()).done, true);
});

test('tells a reader that fell behind why its stream ends', async () => {
  const source = createEventStream<number>({ onEnd: () => {}, limit: 1 });
  const viewer = testViewer(TENANT_A, ['secrets:read']);
  const stream = build(
    SDL,
    () => {},
    () => source,
  ).subscribe(request('subscription { ticks }', { viewer }));
  const first = stream.next();
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (const event of [1, 2, 3]) source.push(event);
  assert.equal((await first).value?.data?.['ticks'], 1);
  assert.equal((await stream.next()).value?.data?.['ticks'], 1);
  const results = [await stream.next(), await stream.next()];
  assert.deepEqual(
    results.flatMap(
      ({ value }) =>
        value?.errors?.map((error: { extensions?: Record<string, unknown> }) => error.extensions?.['code']) ?? [],
    ),
    ['UNAVAILABLE'],
  );
  assert.equal((await stream.next()).done, true);
});
