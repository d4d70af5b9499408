import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { tracksNear } from '../src/actions/tracks-near.ts';
import { createContext } from '../src/context.ts';
import { createGeometry } from '../src/workers/geometry/geometry.ts';
import { createLandmarkIndex } from '../src/workers/landmark-index.ts';
import { createFenceIndex } from '../src/workers/presence/fence-index.ts';
import { at, request, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

/** A tracker that stays where it is for four fixes. */
const still = (trackerId: string) =>
  [0, 1, 2, 3].map((index) => at(trackerId, Date.now() - 36_000_000 + index * 20_000, { latitude: 10, longitude: 20 }));

test('reads no more history than was asked for at most', async () => {
  const viewer = site.tenant();
  await site.send(viewer.tenantId, [...still(uuidv7()), ...still(uuidv7())]);
  await site.caughtUp();
  const shared = {
    database: site.others,
    tail: site.postgres.tail,
    clock: { now: () => Date.now() },
    geometry: createGeometry({ threads: 1 }),
    fences: createFenceIndex(1),
    report: () => Promise.reject(new Error('nobody asks')),
    landmarks: createLandmarkIndex(1),
    geocoder: { find: async () => new Map<string, null>() },
    attribution: '',
  };
  const shape = { kind: 'circle', center: { latitude: 10, longitude: 20 }, radiusMeters: 5 } as const;
  const lengths = async (most: number) => {
    const asked = { shapes: [shape], from: 0, to: Date.now(), most };
    const tracks = await Array.fromAsync(tracksNear(createContext(shared, request('', viewer)), asked));
    return tracks.map((track) => track?.fixes.length ?? null);
  };
  assert.deepEqual(await lengths(8), [4, 4]);
  assert.deepEqual(await lengths(7), [4, null]);
  assert.deepEqual(await lengths(3), [null]);
});
