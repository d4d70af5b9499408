import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';
import { isolationProblems } from '@trekker/kit/testing';

import { at, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const T = Date.parse('2026-03-01T08:00:00.000Z');
const MINUTE = 60_000;
const INSIDE = { latitude: 10.005, longitude: 20.005 };
const OUTSIDE = { latitude: 10.02, longitude: 20.005 };
const iso = (minutes: number) => new Date(T + minutes * MINUTE).toISOString();

const VISITS = `query V($trackerId: ID, $geofenceId: ID, $from: DateTime, $to: DateTime, $knownAt: DateTime, $first: Int! = 50, $after: String) {
  visits(trackerId: $trackerId, geofenceId: $geofenceId, from: $from, to: $to, knownAt: $knownAt, first: $first, after: $after) {
    nodes { id tracker { id } geofence { id name } from to endReason knownAt stalePhases { from to }
      evidence { decision position { id } signedDistanceMeters version } }
    pageInfo { hasNextPage endCursor } } }`;

async function visitsOf(viewer: Viewer, variables: Record<string, unknown> = {}) {
  const { data, errors } = await site.run(VISITS, { viewer, variables });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.visits.nodes;
}

test('turns fixes into a visit with its evidence', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(10, 20) });
  const trackerId = uuidv7();
  const walk = [OUTSIDE, INSIDE, INSIDE, OUTSIDE].map((place, index) => at(trackerId, T + index * MINUTE, place));
  await site.send(viewer.tenantId, walk);
  await site.caughtUp();
  const [visit, ...more] = await visitsOf(viewer);
  assert.equal(more.length, 0);
  assert.deepEqual(
    [visit.tracker.id, visit.geofence.id, visit.from, visit.to],
    [trackerId, geofenceId, iso(1), iso(3)],
  );
  assert.equal(visit.endReason, 'LEFT');
  assert.deepEqual(
    visit.evidence.map(({ decision, version }: any) => [decision, version]),
    [
      ['BEGAN', 1],
      ['ENDED', 1],
    ],
  );
});

test('keeps every table of geofences apart by tenant', async () => {
  assert.deepEqual(await isolationProblems(site.postgres.admin, 'geofences'), []);
});
