import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { positionId } from '@trekker/geo';
import { uuidv7 } from '@trekker/kit';

import { at, PLAIN, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

/** A place so many metres north of the middle. */
const north = (meters: number) => ({ latitude: 10 + meters / 111_195, longitude: 20 });

test('tells of geofences near a position too: how far each is, and why the position was not in it', async () => {
  const viewer = site.tenant();
  const fence = (name: string, meters: number, own: Record<string, unknown> = {}) =>
    site.fence(viewer, { name, circle: { ...north(meters), radiusMeters: 10 }, ...own });
  await fence('Here', 0);
  await fence('Next', 40);
  await fence('Buffered', -50, { rules: { ...PLAIN, exitBufferMeters: 60 } });
  await fence('Far', 400);
  await fence('To come', 45, { validFrom: new Date(Date.now() + 3_600_000).toISOString() });
  const position = at(uuidv7(), Date.now() - 60_000, { ...north(0), accuracy: 4 });
  await site.send(viewer.tenantId, [position]);
  await site.caughtUp();
  const near = async (nearMeters?: number) => {
    const document = `query E($positionId: ID!, $nearMeters: Float) {
      explainPosition(positionId: $positionId, nearMeters: $nearMeters) { geofences { geofence { name }
        signedDistanceMeters says decidedBy stateAfter } } }`;
    const { data, errors } = await site.run(document, {
      viewer,
      variables: { positionId: positionId(position), nearMeters },
    });
    if (errors) return errors[0]?.extensions?.['code'];
    return data.explainPosition.geofences
      .map((one: any) => `${one.geofence.name} ${Math.round(one.signedDistanceMeters)} ${one.says} ${one.decidedBy}`)
      .toSorted();
  };
  const around = ['Buffered 40 NOTHING EXIT_BUFFER', 'Here -10 INSIDE DEEP_ENOUGH', 'Next 30 OUTSIDE FAR_ENOUGH'];
  assert.deepEqual(await near(), around);
  assert.deepEqual(await near(35), [around[1], around[2]]);
  assert.deepEqual(await near(0), [around[1]]);
  assert.deepEqual(await near(390.1), [around[0], 'Far 390 OUTSIDE FAR_ENOUGH', ...around.slice(1)]);
  for (const wrong of [-1, 10_001]) assert.equal(await near(wrong), 'INVALID_INPUT');
});
