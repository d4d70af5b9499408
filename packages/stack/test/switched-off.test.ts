import assert from 'node:assert/strict';
import { test } from 'node:test';

import { signIn } from './support/client.ts';
import { ROOMY, startInstallation } from './support/installation.ts';
import { fixOf, reportPositions } from './support/report.ts';

const INSIDE = { latitude: 52.5, longitude: 13.4 };
const PASSWORD = 'correct horse battery staple';

test('a phone that says it is switched off ends the visit then, and its bearer is unknown from there on', async () => {
  await using site = await startInstallation(ROOMY);
  const administrator = { signInName: 'ada', name: 'Ada', password: PASSWORD };
  const { tenancy } = site.stack.subgraphs.services;
  await tenancy.createTenant({ slug: 'acme', name: 'Acme', timeZone: 'Etc/UTC', administrator });
  const admin = await signIn(site.origin, { tenant: 'acme', name: 'ada', password: PASSWORD });
  const personId: string = (await admin.change('createPerson', 'person { id }', { name: 'Person' })).person.id;
  const added = await admin.change('addTracker', 'tracker { id }', { name: 'Phone', identifier: 'phone' });
  const since = new Date(Date.now() - 3_600_000).toISOString();
  await admin.change('assignTracker', 'assignment { id }', { trackerId: added.tracker.id, personId, from: since });
  const zone = { name: 'Zone', kind: 'WORK_ZONE', circle: { ...INSIDE, radiusMeters: 100 }, validFrom: since };
  await admin.change('createGeofence', 'geofence { id }', zone);
  const { token } = await admin.change('createIngestDoor', 'token', { name: 'Phones' });
  const off = { ...fixOf('phone', 2, INSIDE), attributes: { alarm: 'lowBattery,powerOff' } };
  await reportPositions(`${site.intake}/i/${token}`, [fixOf('phone', 4, INSIDE), fixOf('phone', 3, INSIDE), off]);
  assert.ok(await site.stack.subgraphs.caughtUp(20_000));
  const { visits, occupancy } = await admin.run(
    '{ visits { nodes { to endReason } } occupancy { zones { headcount { present probable stale unknown } } } }',
  );
  assert.deepEqual(visits.nodes, [{ to: off.time, endReason: 'DEVICE_OFF' }]);
  assert.deepEqual(occupancy.zones, [{ headcount: { present: 0, probable: 0, stale: 0, unknown: 1 } }]);
});
