import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import type { Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { EVERYTHING, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

const START = Date.parse('2030-01-01T08:00:00.000Z');
const HOUR = 3_600_000;
beforeEach(() => site.clock.set(START));

const at = (hours: number) => new Date(START + hours * HOUR).toISOString();

/** Ada and a crane, each with two trackers one after the other. */
async function scene() {
  const viewer = site.tenant();
  const ada = await site.createPerson(viewer);
  const crane = await site.createAsset(viewer);
  const [first, second] = [
    await site.addTracker(viewer, { name: 'first' }),
    await site.addTracker(viewer, { name: 'second' }),
  ];
  const assign = (input: Record<string, unknown>) => site.change(viewer, 'assignTracker', 'assignment { id }', input);
  await assign({ trackerId: first, personId: ada, from: at(0), to: at(2) });
  await assign({ trackerId: second, personId: ada, from: at(2), to: at(4) });
  await assign({ trackerId: first, assetId: crane, from: at(2), to: at(4) });
  await assign({ trackerId: second, assetId: crane, from: at(4) });
  return { viewer, ada, crane, first, second, assign };
}

async function carried(viewer: Viewer, of: { person: string } | { asset: string }, args = 'first: 50'): Promise<any> {
  const [kind, id] = Object.entries(of)[0] ?? ['', ''];
  const { data, errors } = await site.run(
    `{ ${kind}(id: "${id}") { assignments(${args}) {
      nodes { from to tracker { name } } edges { cursor } pageInfo { hasNextPage endCursor } } } }`,
    { viewer },
  );
  return errors ? { refused: errors[0]?.message } : data[kind].assignments;
}

const told = ({ nodes }: { nodes: { from: string; to: string | null; tracker: { name: string } }[] }) =>
  nodes.map(({ from, to, tracker }) => [tracker.name, from, to]);

test('tells which trackers a person carried and an asset had, the latest first', async () => {
  const { viewer, ada, crane } = await scene();
  assert.deepEqual(told(await carried(viewer, { person: ada })), [
    ['second', at(2), at(4)],
    ['first', at(0), at(2)],
  ]);
  assert.deepEqual(told(await carried(viewer, { asset: crane })), [
    ['second', at(4), null],
    ['first', at(2), at(4)],
  ]);
});

test('tells of a span those that hold within it: what ends as it begins and begins as it ends is left out', async () => {
  const { viewer, ada, crane } = await scene();
  const names = async (of: { person: string } | { asset: string }, from: number, to: number) =>
    told(await carried(viewer, of, `from: "${at(from)}", to: "${at(to)}"`)).map(([name]) => name);
  assert.deepEqual(await names({ person: ada }, 2, 3), ['second']);
  assert.deepEqual(await names({ person: ada }, 1, 2), ['first']);
  assert.deepEqual(await names({ person: ada }, 1, 3), ['second', 'first']);
  assert.deepEqual(await names({ person: ada }, 4, 9), []);
  assert.deepEqual(await names({ asset: crane }, 8, 9), ['second']);
});

test('leaves out what never held', async () => {
  const { viewer, assign } = await scene();
  const ben = await site.createPerson(viewer, { name: 'Ben' });
  const trackerId = await site.addTracker(viewer);
  await assign({ trackerId, personId: ben, from: at(1) });
  const { assignment } = await assign({ trackerId, personId: ben, from: at(1) });
  await site.change(viewer, 'endAssignment', 'assignment { id }', { assignmentId: assignment.id, at: at(1) });
  assert.deepEqual(told(await carried(viewer, { person: ben })), []);
});

test('pages without repeating or missing any, and refuses what is no page or no span', async () => {
  const { viewer, ada } = await scene();
  const page = await carried(viewer, { person: ada }, 'first: 1');
  assert.deepEqual([told(page).length, page.pageInfo.hasNextPage], [1, true]);
  const next = await carried(viewer, { person: ada }, `first: 1, after: "${page.pageInfo.endCursor}"`);
  assert.deepEqual([told(next), next.pageInfo.hasNextPage], [[['first', at(0), at(2)]], false]);
  const { refused } = await carried(viewer, { person: ada }, `from: "${at(2)}", to: "${at(1)}"`);
  assert.equal(refused, `to must not be before ${at(2)}, got ${at(1)}`);
  assert.match((await carried(viewer, { person: ada }, 'first: 501')).refused, /first must be 1 to 500, got 501/);
});

test('tells nothing of trackers whose unit the viewer may not see', async () => {
  const admin = site.tenant();
  const { tenantId } = admin;
  const [mine, theirs] = [await site.unit(tenantId), await site.unit(tenantId)];
  const ada = await site.createPerson(admin, { name: 'Ada', unitId: mine });
  for (const [name, unitId] of [
    ['near', mine],
    ['far', theirs],
    ['own', null],
  ] as const) {
    const trackerId = await site.addTracker(admin, { name, unitId });
    await site.change(admin, 'assignTracker', 'assignment { id }', { trackerId, personId: ada });
  }
  const limited = testViewer(tenantId, EVERYTHING, { units: [mine] });
  const names = async (viewer: Viewer) => told(await carried(viewer, { person: ada })).map(([name]) => name);
  assert.deepEqual(await names(limited), ['near']);
  assert.deepEqual((await names(admin)).toSorted(), ['far', 'near', 'own']);
});
