import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { MONDAY, startTimesheets } from './timesheets.ts';

const service = await startTimesheets();
after(() => service[Symbol.asyncDispose]());

const SHEET = `query S($personId: ID!, $weekOf: Date!, $knownAt: DateTime) {
  timesheet(personId: $personId, weekOf: $weekOf, knownAt: $knownAt) {
    person { id } weekOf timeZone workedSeconds breakSeconds onSiteSeconds provisional
    days { date from to firstInAt lastOutAt workedSeconds breakSeconds onSiteSeconds provisional
      lines { kind from to seconds open visits { id } } exceptions { kind from to message visits { id } } } } }`;

const on = (day: string, time: string) => Date.parse(`2026-11-${day}T${time}Z`);

test('makes a week of visits, each line with those behind it', async () => {
  const tenant = service.tenant();
  await tenant.begin('Europe/Amsterdam');
  const work = await tenant.zone();
  const canteen = await tenant.zone(null, 'BREAK_AREA');
  const personId = await tenant.person();
  const [shift, lunch, late] = await tenant.visits(
    { personId, geofenceId: work, from: on('16', '07:00:00'), to: on('16', '15:00:00') },
    { personId, geofenceId: canteen, from: on('16', '11:00:00'), to: on('16', '11:30:00') },
    { personId, geofenceId: work, from: on('16', '15:10:00'), to: on('16', '16:00:00') },
  );
  await service.settled();
  const { data, errors } = await service.run(SHEET, {
    viewer: tenant.viewer(),
    variables: { personId, weekOf: '2026-11-19' },
  });
  assert.equal(errors, undefined, JSON.stringify(errors));
  const { days, ...week } = data.timesheet;
  assert.deepEqual(week, {
    person: { id: personId },
    weekOf: MONDAY,
    timeZone: 'Europe/Amsterdam',
    workedSeconds: 8.5 * 3_600,
    breakSeconds: 1_800,
    onSiteSeconds: 9 * 3_600,
    provisional: true,
  });
  assert.deepEqual(
    days[0].lines.map(({ kind, seconds, visits }: any) => [kind, seconds, visits.map(({ id }: any) => id)]),
    [
      ['WORK', 14_400, [shift]],
      ['BREAK', 1_800, [shift, lunch]],
      ['WORK', 12_600, [shift]],
      ['GAP', 600, [shift, late]],
      ['WORK', 3_000, [late]],
    ],
  );
  assert.deepEqual(
    [days[0].date, days[0].from, days[0].firstInAt, days[0].lastOutAt],
    ['2026-11-16', '2026-11-15T23:00:00.000Z', '2026-11-16T07:00:00.000Z', '2026-11-16T16:00:00.000Z'],
  );
});

test('pays until a tracker was last heard when the visit ended for its silence, and nothing of what was taken back', async () => {
  const tenant = service.tenant();
  await tenant.begin('Etc/UTC');
  const geofenceId = await tenant.zone();
  const personId = await tenant.person();
  const visit = { personVisitId: uuidv7(), personId, geofenceId, from: on('16', '08:00:00') };
  const other = { ...visit, personVisitId: uuidv7(), from: on('16', '10:00:00'), to: on('16', '11:00:00') };
  const lost = { from: on('16', '10:00:00'), to: null };
  await tenant.visits(visit);
  const worked = async () => {
    await service.settled();
    const variables = { personId, weekOf: MONDAY };
    const { data } = await service.run(SHEET, { viewer: tenant.viewer(), variables });
    const [{ workedSeconds, lastOutAt, lines }] = data.timesheet.days;
    return [workedSeconds / 3_600, lastOutAt, lines.some(({ open }: any) => open)];
  };
  await tenant.visits({ ...visit, to: on('16', '10:00:00'), endReason: 'STALE', lost });
  assert.deepEqual(await worked(), [2, '2026-11-16T10:00:00.000Z', false]);
  // Another tracker of the same person spoke from then on.
  await tenant.visits(
    { ...visit, to: on('16', '10:00:00'), endReason: 'OTHER_TRACKER' },
    { ...other, endReason: 'LEFT' },
  );
  assert.deepEqual(await worked(), [3, '2026-11-16T11:00:00.000Z', false]);
  await tenant.visits({ ...other, retracted: true, supersededBy: visit.personVisitId });
  assert.deepEqual(await worked(), [2, '2026-11-16T10:00:00.000Z', false]);
});

const ZONE_OF = `query Z($personId: ID!, $knownAt: DateTime) {
  timesheet(personId: $personId, weekOf: "2026-11-16", knownAt: $knownAt) { timeZone days { from } } }`;

test('takes the zone of the place, of the one above it, of the tenant', async () => {
  const tenant = service.tenant();
  await tenant.begin('Asia/Tokyo');
  const site = await tenant.place('America/Chicago');
  const hall = await tenant.place(null, [site]);
  const office = await tenant.place('Europe/Amsterdam', [site]);
  const alone = await tenant.place();
  const zoneOf = async (personId: string) => {
    await service.settled();
    const { data } = await service.run(ZONE_OF, { viewer: tenant.viewer(), variables: { personId } });
    return data.timesheet.timeZone;
  };
  const visitTo = async (placeId: string | null) => {
    const personId = await tenant.person();
    const stay = { from: on('17', '08:00:00'), to: on('17', '16:00:00') };
    await tenant.visits({ personId, geofenceId: await tenant.zone(placeId), ...stay });
    return personId;
  };
  const inHall = await visitTo(hall);
  assert.equal(await zoneOf(inHall), 'America/Chicago');
  assert.equal(await zoneOf(await visitTo(office)), 'Europe/Amsterdam');
  assert.equal(await zoneOf(await visitTo(alone)), 'Asia/Tokyo');
  assert.equal(await zoneOf(await visitTo(null)), 'Asia/Tokyo');
  assert.equal(await zoneOf(await tenant.person()), 'Asia/Tokyo');
  await tenant.tell('geofences', 'place-changed', { placeId: site, path: [site], timeZone: null });
  const changes = [
    { key: 'locale', value: 'nl' },
    { key: 'timeZone', value: 'Australia/Perth' },
  ];
  await tenant.tell('tenancy', 'settings-changed', { changes });
  assert.equal(await zoneOf(inHall), 'Australia/Perth');
});

test('gives visitors time on site and no work', async () => {
  const tenant = service.tenant();
  const personId = await tenant.person({ kind: 'VISITOR' });
  await tenant.visits({
    personId,
    geofenceId: await tenant.zone(),
    from: on('17', '08:00:00'),
    to: on('17', '09:00:00'),
  });
  await service.settled();
  const { data } = await service.run(SHEET, { viewer: tenant.viewer(), variables: { personId, weekOf: MONDAY } });
  const { workedSeconds, breakSeconds, onSiteSeconds, days } = data.timesheet;
  assert.deepEqual([workedSeconds, breakSeconds, onSiteSeconds], [0, 0, 3_600]);
  assert.deepEqual(
    days[1].lines.map(({ kind }: any) => kind),
    ['VISIT'],
  );
});

test('names a day that is none', async () => {
  const tenant = service.tenant();
  for (const weekOf of ['2026-02-30', '20-11-2026', '1999-12-31', '']) {
    const { errors } = await service.run(SHEET, { viewer: tenant.viewer(), variables: { personId: 'x', weekOf } });
    const literal = `{ timesheet(personId: "x", weekOf: ${JSON.stringify(weekOf)}) { weekOf } }`;
    const inline = await service.run(literal, { viewer: tenant.viewer() });
    for (const error of [errors?.[0], inline.errors?.[0]]) {
      assert.match(error?.message ?? '', /Date .*YYYY-MM-DD/, weekOf);
    }
  }
});
