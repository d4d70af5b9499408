import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { signIn, type Client } from './support/client.ts';
import { ROOMY, startInstallation, type Installation } from './support/installation.ts';
import { fixOf, reportPositions } from './support/report.ts';

const PASSWORD = 'correct horse battery staple';
const INSIDE = { latitude: 52.5, longitude: 13.4 };
const OUTSIDE = { latitude: 52.6, longitude: 13.4 };
const SHEET = `query S($personId: ID!, $weekOf: Date!, $from: DateTime!, $to: DateTime!) {
  timesheet(personId: $personId, weekOf: $weekOf) { onSiteSeconds days { lines { visits { ...Seen } } } }
  person(id: $personId) { currentVisits { ...Seen } visits(from: $from, to: $to) { nodes { ...Seen } } } }
  fragment Seen on PersonVisit { from geofence { name } visit {
    from named: tracker { id name } bare: tracker { id } evidence { decision position { id latitude } } } }`;

let site: Installation;
let admin: Client;
let supervisor: Client;
/** A person of the supervisor's unit, who carries a tracker that belongs to no unit. */
let personId: string;
let trackerId: string;

before(async () => {
  site = await startInstallation(ROOMY);
  const administrator = { signInName: 'ada', name: 'Ada', password: PASSWORD };
  const { tenancy } = site.stack.subgraphs.services;
  await tenancy.createTenant({ slug: 'acme', name: 'Acme', timeZone: 'Etc/UTC', administrator });
  admin = await signIn(site.origin, { tenant: 'acme', name: 'ada', password: PASSWORD });
  const unitId: string = (await admin.change('createUnit', 'unit { id }', { name: 'Crew', kind: 'CREW' })).unit.id;
  personId = (await admin.change('createPerson', 'person { id }', { name: 'Person', unitId })).person.id;
  trackerId = (await admin.change('addTracker', 'tracker { id }', { name: 'Phone', identifier: 'phone' })).tracker.id;
  await admin.change('assignTracker', 'assignment { id }', { trackerId, personId, from: instantOf(60) });
  const circle = { ...INSIDE, radiusMeters: 100 };
  const zone = { name: 'Zone', kind: 'WORK_ZONE', circle, validFrom: instantOf(90) };
  await admin.change('createGeofence', 'geofence { id }', zone);
  const user = { signInName: 'sue', name: 'Sue', password: PASSWORD };
  const userId: string = (await admin.change('createUser', 'user { id }', user)).user.id;
  await admin.change('grantRole', 'grant { id }', { userId, role: 'SUPERVISOR', unitId });
  supervisor = await signIn(site.origin, { tenant: 'acme', name: 'sue', password: PASSWORD });
  const { token } = await admin.change('createIngestDoor', 'token', { name: 'Phones' });
  const way = [OUTSIDE, INSIDE, INSIDE, INSIDE, INSIDE];
  await reportPositions(
    `${site.intake}/i/${token}`,
    way.map((at, i) => fixOf('phone', 30 - i, at)),
  );
  assert.ok(await site.stack.subgraphs.caughtUp(20_000));
});
after(() => site[Symbol.asyncDispose]());

test('whoever sees a person but not the tracker gets the whole sheet and every visit, with the tracker null', async () => {
  const visits = seenIn(await supervisor.run(SHEET, sheetVariables()));
  assert.ok(visits.length >= 3, 'in the sheet, in the present visits and in those of a time');
  for (const { geofence, visit } of visits) {
    assert.deepEqual([geofence.name, visit.named, visit.bare], ['Zone', null, null]);
    assert.ok(visit.evidence.length > 0);
    assert.deepEqual(new Set(visit.evidence.map(({ position }: any) => position)), new Set([null]));
  }
});

test('whoever sees both gets the tracker and the positions behind the visit', async () => {
  for (const { visit } of seenIn(await admin.run(SHEET, sheetVariables()))) {
    assert.deepEqual([visit.named, visit.bare], [{ id: trackerId, name: 'Phone' }, { id: trackerId }]);
    assert.equal(visit.evidence[0].position.latitude, INSIDE.latitude);
  }
});

function seenIn({ timesheet, person }: any): any[] {
  const ofLines = timesheet.days.flatMap(({ lines }: any) => lines.flatMap(({ visits }: any) => visits));
  assert.ok(timesheet.onSiteSeconds > 0);
  assert.ok(ofLines.length > 0);
  return [...ofLines, ...person.currentVisits, ...person.visits.nodes];
}

function sheetVariables() {
  // The day on which the visit began, should midnight have passed since.
  const from = instantOf(29);
  return { personId, weekOf: from.slice(0, 10), from, to: instantOf(0) };
}

function instantOf(agoMinutes: number): string {
  return new Date(Date.now() - agoMinutes * 60_000).toISOString();
}
