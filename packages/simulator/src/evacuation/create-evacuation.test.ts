import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSite } from '../site/create-site.ts';
import { trueVisits } from '../truth/true-visits.ts';
import { type Evacuee, createEvacuation } from './create-evacuation.ts';
import { evacueeAt, evacueeReports } from './evacuee-reports.ts';
import { WALK_MS } from './evacuee-way.ts';

const ALARM = Date.parse('2026-11-20T10:00:00Z');
const site = createSite(1);
const evacuation = createEvacuation(site, { seed: 5, people: 2_000, alarmMs: ALARM });
const { people, fromMs, toMs } = evacuation;

const areaOf = (evacuee: Evacuee, unixMs: number) => evacueeAt(evacuee, unixMs)?.areaId ?? null;
const isAtMusterPoint = (evacuee: Evacuee, unixMs: number) => areaOf(evacuee, unixMs)?.startsWith('muster-') === true;
const share = (all: readonly Evacuee[]) => all.length / people.length;

test('is the same for the same seed, whoever else is there', () => {
  const [first] = createEvacuation(site, { seed: 5, people: 1, alarmMs: ALARM }).people;
  assert.deepEqual(first, people[0]);
  const [other] = createEvacuation(site, { seed: 6, people: 1, alarmMs: ALARM }).people;
  assert.notDeepEqual(other?.legs, people[0]?.legs);
});

test('everybody is at work when the alarm sounds', () => {
  for (const evacuee of people) {
    const place = areaOf(evacuee, ALARM - 1);
    assert.ok(place !== null && !place.startsWith('muster-') && place !== 'ferry-landing', `${place}`);
  }
});

test('whoever walks has arrived within ten minutes, whoever finished first no earlier than the others set out', () => {
  for (const evacuee of people) {
    const there = isAtMusterPoint(evacuee, ALARM + WALK_MS);
    if (evacuee.conduct === 'goes at once' || evacuee.conduct === 'finishes first')
      assert.ok(there, evacuee.identifier);
    if (evacuee.conduct === 'never comes') assert.equal(areaOf(evacuee, toMs - 1), areaOf(evacuee, ALARM));
    if (evacuee.conduct === 'leaves the site') assert.equal(areaOf(evacuee, toMs - 1), 'ferry-landing');
  }
});

test('who goes back in is at the muster point twice', () => {
  const rings = site.zones.filter(({ kind }) => kind === 'MUSTER_POINT').map(({ ring }) => ring);
  const back = people.filter(({ conduct }) => conduct === 'goes back in');
  for (const { legs } of back) assert.equal(rings.flatMap((ring) => trueVisits({ legs }, ring)).length, 2);
  assert.ok(back.length > 60);
});

test('both muster points, every conduct and every fate of a phone are seen', () => {
  const at = (point: string) => people.filter((evacuee) => areaOf(evacuee, toMs - 1) === point);
  assert.ok(share(at('muster-west')) > 0.2 && share(at('muster-east')) > 0.2);
  assert.ok(Math.abs(share(people.filter(({ phone }) => phone.silentFromMs !== null)) - 0.1) < 0.02);
  assert.ok(Math.abs(share(people.filter(({ phone }) => phone.outage !== null)) - 0.2) < 0.03);
  assert.equal(new Set(people.map(({ conduct }) => conduct)).size, 5);
});

test('half of the phones die where that is asked for, before and during the walk, and people go as they would', () => {
  const phones = { silent: 0.5, late: 0.2 };
  const half = createEvacuation(site, { seed: 5, people: 2_000, alarmMs: ALARM, phones });
  const died = half.people.flatMap(({ phone }) => phone.silentFromMs ?? []);
  assert.ok(Math.abs(share(half.people.filter(({ phone }) => phone.silentFromMs !== null)) - 0.5) < 0.03);
  assert.ok(Math.abs(died.filter((at) => at < ALARM).length / died.length - 15 / 24) < 0.05);
  assert.ok(died.every((at) => at < ALARM + WALK_MS));
  assert.deepEqual(
    half.people.map(({ legs }) => legs),
    people.map(({ legs }) => legs),
  );
});

test('a phone reports until it is silent, and what it could not send comes when it can', () => {
  for (const evacuee of people.slice(0, 100)) {
    const { silentFromMs, outage } = evacuee.phone;
    const reports = [...evacueeReports(evacuee, { fromMs, toMs }, 10_000)];
    assert.ok(reports.length > 10);
    for (const { recordedAt, arrivesMs } of reports) {
      assert.ok(recordedAt < (silentFromMs ?? toMs) && arrivesMs > recordedAt);
      const isCut = outage && recordedAt >= outage.fromMs && recordedAt < outage.toMs;
      assert.ok(isCut ? arrivesMs >= outage.toMs : arrivesMs - recordedAt <= 3_000);
    }
  }
});
