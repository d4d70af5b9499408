import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { SubgraphResult } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { fix, post, request, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const WATCH = `subscription W($after: String, $only: [ID!]) {
  positionsChanged(after: $after, trackerIds: $only, minIntervalMs: 100) {
    cursor snapshot positions { id latitude tracker { id } }
  }
}`;

type Event = {
  cursor: string;
  snapshot: boolean;
  positions: { id: string; latitude: number; tracker: { id: string } }[];
};

const watch = (viewer: Parameters<typeof request>[1], variables: Record<string, unknown> = {}) => {
  const stream = site.positions.subgraph.subscribe(request(WATCH, viewer, variables));
  const next = async (): Promise<Event> => {
    const { value } = (await stream.next()) as { value: SubgraphResult };
    assert.equal(value.errors, undefined, JSON.stringify(value.errors));
    return JSON.parse(JSON.stringify(value.data?.['positionsChanged'])) as Event;
  };
  return { stream, next };
};

test('begins with everything, then sends what changed, one position per tracker however many fixes came', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('s-1');
  await tracker('s-2');
  await post(door, [fix('s-1', 0), fix('s-2', 0)]);
  assert.ok(await site.positions.caughtUp(5_000));
  const { stream, next } = watch(viewer());
  const first = await next();
  assert.deepEqual([first.snapshot, first.positions.length], [true, 2]);
  await post(
    door,
    Array.from({ length: 50 }, (_, index) => fix('s-1', index + 1)),
  );
  const second = await next();
  assert.deepEqual([second.snapshot, second.positions.length], [false, 1]);
  assert.equal(second.positions[0]?.latitude, 52.505);
  await stream.return?.();
});

test('does not let an older fix that arrives late take the place of the newest', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('s-3');
  await post(door, [fix('s-3', 100)]);
  await post(door, [fix('s-3', 50)]);
  assert.ok(await site.positions.caughtUp(5_000));
  const { stream, next } = watch(viewer());
  assert.deepEqual(
    (await next()).positions.map(({ latitude }) => latitude),
    [52.51],
  );
  await stream.return?.();
});

test('resumes behind a cursor with every tracker that changed since, and with none that did not', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('s-4');
  await tracker('s-5');
  await post(door, [fix('s-4', 0), fix('s-5', 0)]);
  assert.ok(await site.positions.caughtUp(5_000));
  const before = watch(viewer());
  const { cursor } = await before.next();
  await before.stream.return?.();
  await post(door, [fix('s-5', 1)]);
  assert.ok(await site.positions.caughtUp(5_000));
  const resumed = watch(viewer(), { after: cursor });
  const event = await resumed.next();
  assert.deepEqual([event.snapshot, event.positions.map(({ latitude }) => latitude)], [false, [52.5001]]);
  await resumed.stream.return?.();
});

test('says that a cursor of another history has expired, and that nonsense is no cursor', async () => {
  const { viewer } = await site.tenant();
  const future = Buffer.from(JSON.stringify({ 'positions//0': 999_999 })).toString('base64url');
  for (const [after, code] of [
    [future, 'CURSOR_EXPIRED'],
    ['nonsense', 'INVALID_INPUT'],
  ] as const) {
    const stream = site.positions.subgraph.subscribe(request(WATCH, viewer(), { after }));
    const { value } = await stream.next();
    assert.equal((value as SubgraphResult).errors?.[0]?.extensions?.['code'], code);
  }
});

test('shows a viewer of one unit only that unit’s trackers, on every way to a position', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const unit = '01900000-0000-7000-8000-000000000001';
  const mine = await tracker('u-1', unit);
  const other = await tracker('u-2', null);
  await post(door, [fix('u-1', 0), fix('u-2', 0)]);
  assert.ok(await site.positions.caughtUp(5_000));
  const limited = viewer([unit]);
  await post(door, [fix('u-1', 2, { latitude: 95 }), fix('u-2', 2, { latitude: 96 }), fix('nobody', 2)]);
  const quarantine = '{ quarantinedFixes { totalCount nodes { id identifier } } }';
  const all = (await site.run(quarantine, { viewer: viewer() })).data.quarantinedFixes;
  const some = (await site.run(quarantine, { viewer: limited })).data.quarantinedFixes;
  assert.deepEqual([all.totalCount, some.totalCount, some.nodes[0].identifier], [3, 1, 'u-1']);
  const hiddenFix = all.nodes.find((node: { identifier: string }) => node.identifier === 'u-2').id as string;
  const replay = `mutation { replayQuarantinedFix(input: { fixId: "${hiddenFix}" }) { userErrors { code } } }`;
  assert.deepEqual((await site.run(replay, { viewer: limited })).data.replayQuarantinedFix.userErrors, [
    { code: 'NOT_FOUND' },
  ]);
  const { stream, next } = watch(limited);
  const [seen] = (await next()).positions;
  assert.equal(seen?.tracker.id, mine);
  await stream.return?.();
  const full = watch(viewer());
  const everything = (await full.next()).positions;
  await full.stream.return?.();
  const hidden = everything.find((position) => position.tracker.id === other);
  const query = `query Q($id: ID!, $t: ID!) { position(id: $id) { id } latestPositions { nodes { tracker { id } } }
    _entities(representations: [{ __typename: "Tracker", id: $t }, { __typename: "Position", id: $id }]) {
      ... on Tracker { lastPosition { id } positions(from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z") { nodes { id } } }
      ... on Position { latitude } } }`;
  const { data } = await site.run(query, { viewer: limited, variables: { id: hidden?.id, t: other } });
  assert.deepEqual(data, {
    position: null,
    latestPositions: { nodes: [{ tracker: { id: mine } }] },
    _entities: [{ lastPosition: null, positions: { nodes: [] } }, null],
  });
});

test('gives a viewer of another tenant what it gives for ids that do not exist', async () => {
  const a = await site.tenant();
  const b = await site.tenant();
  const trackerId = await a.tracker('x-1');
  await post(a.door, [fix('x-1', 0), fix('x-1', 1, { latitude: 95 })]);
  assert.ok(await site.positions.caughtUp(5_000));
  const { data } = await site.run('{ latestPositions { nodes { id } } quarantinedFixes { nodes { id } } }', {
    viewer: a.viewer(),
  });
  const ids = {
    position: data.latestPositions.nodes[0].id,
    fix: data.quarantinedFixes.nodes[0].id,
    tracker: trackerId,
  };
  const nowhere = {
    position: `${'A'.repeat(39)}Q`,
    fix: trackerId.replace(/^./, '1'),
    tracker: trackerId.replace(/^./, '1'),
  };
  const ask = async ({ position, fix: fixId, tracker }: typeof ids) => {
    const document = `query Q($p: ID!, $t: ID!) { position(id: $p) { id } latestPositions { nodes { id } } quarantinedFixes { totalCount }
      _entities(representations: [{ __typename: "Tracker", id: $t }, { __typename: "Position", id: $p }]) {
        ... on Tracker { lastPosition { id } } ... on Position { latitude } } }`;
    const seen = await site.run(document, { viewer: b.viewer(), variables: { p: position, t: tracker } });
    const replayed = await site.run(
      `mutation M($f: ID!) { replayQuarantinedFix(input: { fixId: $f }) { userErrors { code } } }`,
      { viewer: b.viewer(), variables: { f: fixId } },
    );
    const { stream, next } = watch(b.viewer(), { only: [tracker] });
    const streamed = (await next()).positions;
    await stream.return?.();
    return JSON.stringify([seen, replayed, streamed]);
  };
  assert.equal(await ask(ids), await ask(nowhere));
});

test('takes an interval of 100 ms to a minute, and no other', async () => {
  const viewer = (await site.tenant()).viewer();
  const firstOf = async (minIntervalMs: number) => {
    const document = `subscription { positionsChanged(minIntervalMs: ${minIntervalMs}) { snapshot } }`;
    const stream = site.positions.subgraph.subscribe(request(document, viewer));
    const { value } = (await stream.next()) as { value: SubgraphResult };
    await stream.return?.();
    return value.errors?.[0]?.extensions?.['code'];
  };
  assert.deepEqual(await Promise.all([99, 60_001].map(firstOf)), ['INVALID_INPUT', 'INVALID_INPUT']);
  assert.deepEqual(await Promise.all([100, 60_000].map(firstOf)), [undefined, undefined]);
});

test('replays a fix only for who may write where it lies, and shows its position only to who may see it', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  const [mine, other] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'] as const;
  await tracker('r-1', other);
  await post(door, [fix('r-1', 0, { latitude: 91 }), fix('r-2', 0)]);
  await tracker('r-2', other);
  assert.ok(await site.positions.caughtUp(5_000));
  const grant = (permissions: string[], units: string[] | null) => ({ permissions, units, places: null, until: null });
  const allowed = (...grants: ReturnType<typeof grant>[]) => ({ ...testViewer(tenantId, []), grants });
  const nodes = (await site.run('{ quarantinedFixes { nodes { id identifier } } }', { viewer: viewer() })).data
    .quarantinedFixes.nodes as { id: string; identifier: string }[];
  const idOf = (identifier: string) => nodes.find((node) => node.identifier === identifier)?.id;
  const replay = (identifier: string, as: ReturnType<typeof allowed>) =>
    site.run(
      `mutation { replayQuarantinedFix(input: { fixId: "${idOf(identifier)}" }) { position { id } userErrors { code } } }`,
      { viewer: as },
    );
  const nothing = { data: { replayQuarantinedFix: { position: null, userErrors: [{ code: 'NOT_FOUND' }] } } };
  const readsAll = grant(['positions:read', 'quarantine:read'], null);
  assert.deepEqual(await replay('r-1', allowed(readsAll, grant(['quarantine:write'], [mine]))), nothing);
  assert.deepEqual(await replay('r-1', allowed(grant(['quarantine:read', 'quarantine:write'], [mine]))), nothing);
  const blind = allowed(grant(['quarantine:read', 'quarantine:write'], null), grant(['positions:read'], [mine]));
  assert.deepEqual(await replay('r-2', blind), {
    data: { replayQuarantinedFix: { position: null, userErrors: [] } },
  });
  const byKey = `{ quarantinedFixes { totalCount } _entities(representations: [{ __typename: "QuarantinedFix", id: "${idOf('r-1')}" }]) {
    ... on QuarantinedFix { id tracker { id lastPosition { id } } } } }`;
  assert.deepEqual(await site.run(byKey, { viewer: viewer([mine]) }), {
    data: { quarantinedFixes: { totalCount: 0 }, _entities: [null] },
  });
});
