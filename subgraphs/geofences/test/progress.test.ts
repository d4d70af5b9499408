import assert from 'node:assert/strict';
import { test } from 'node:test';

import { testViewer } from '@trekker/kit/testing';
import { uuidv7, type Viewer } from '@trekker/kit';

import { at, square, startGeofences } from './geofences.ts';

interface Progress {
  readonly name: string;
  readonly waitingSince: string | null;
  readonly behindSeconds: number;
}

const SERVICE = '{ geofencesService { version startedAt projections { name waitingSince behindSeconds } } }';
const ADMINISTER = ['visits:read', 'settings:write'];
const INSIDE = { latitude: 10.005, longitude: 20.005 };

test('says how far visits are behind what devices told, stage by stage, and to each tenant of its own', async () => {
  await using site = await startGeofences({ start: false });
  const [viewer, other] = [site.tenant(), site.tenant()];
  const progress = async (by: Viewer) => {
    const { data } = await site.run('{ presenceProgress { waitingSince behindSeconds } }', { viewer: by });
    return data.presenceProgress;
  };
  const nothing = { waitingSince: null, behindSeconds: 0 };
  assert.deepEqual(await progress(viewer), nothing);

  const trackerId = uuidv7();
  await site.fence(viewer, { boundary: square(10, 20) });
  const edited = (await site.controls(viewer.tenantId)).flat().map((entry) => entry.at);
  assert.equal(Date.parse((await progress(viewer)).waitingSince), Math.min(...edited));
  await site.send(viewer.tenantId, [at(trackerId, Date.now() - 1_000, INSIDE)]);
  site.skew(90_000);
  const { waitingSince, behindSeconds } = await progress(viewer);
  assert.equal(Date.parse(waitingSince), Math.min(...edited), 'the oldest of what waits');
  assert.ok(behindSeconds >= 90 && behindSeconds < 120, `${behindSeconds}`);
  assert.deepEqual(await progress(other), nothing, 'what others wait for is none of its business');
  site.skew(0);

  await site.geofences.start();
  await site.caughtUp();
  assert.deepEqual(await progress(viewer), nothing);

  // As where the second stage is slower than the first.
  await site.postgres.admin`
    update geofences.checkpoints set "offset" = "offset" - 1
    where projection = 'person-visits' and tenant_id = ${viewer.tenantId}`;
  const last = (await site.log(viewer.tenantId, 'visits')).at(-1);
  assert.equal(Date.parse((await progress(viewer)).waitingSince), last?.at);
});

test('says how far each projection is behind, to each tenant of its own and to administrators alone', async () => {
  await using site = await startGeofences({ start: false });
  const [viewer, other] = [site.tenant(), site.tenant()].map(({ tenantId }) => testViewer(tenantId, ADMINISTER));
  assert.ok(viewer && other);
  const waiting = async (by: Viewer) => {
    const { data } = await site.run(SERVICE, { viewer: by });
    const { projections } = data.geofencesService as { projections: Progress[] };
    return projections.filter(({ waitingSince }) => waitingSince !== null);
  };
  await site.send(viewer.tenantId, [at(uuidv7(), Date.now() - 1_000, INSIDE)]);
  site.skew(60_000);
  const [presence, ...more] = await waiting(viewer);
  assert.equal(presence?.name, 'presence');
  assert.ok(presence.behindSeconds >= 60 && presence.behindSeconds < 90, `${presence.behindSeconds}`);
  assert.deepEqual(more, []);
  assert.deepEqual(await waiting(other), [], 'what others wait for is none of its business');
  site.skew(0);
  await site.geofences.start();
  await site.caughtUp();
  assert.deepEqual(await waiting(viewer), []);

  const { data } = await site.run(SERVICE, { viewer });
  assert.match(data.geofencesService.version, /^\d+\.\d+\.\d+$/);
  assert.ok(Date.parse(data.geofencesService.startedAt) <= Date.now());
  const { errors } = await site.run(SERVICE, { viewer: testViewer(viewer.tenantId, ['visits:read', 'settings:read']) });
  assert.equal(errors?.[0]?.extensions?.code, 'FORBIDDEN');
});

test('tells nobody who may not see visits how far they are', async () => {
  await using site = await startGeofences({ start: false });
  const viewer = testViewer(uuidv7(), ['geofences:read']);
  const { errors } = await site.run('{ presenceProgress { behindSeconds } }', { viewer });
  assert.equal(errors?.[0]?.extensions?.code, 'FORBIDDEN');
});
