import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dutyOn } from '../movers/duty-of.ts';
import { positionAt } from '../movers/position-at.ts';
import { createPopulation } from '../people/create-population.ts';
import { createSite } from '../site/create-site.ts';
import { isInRing } from '../site/ring-crossings.ts';
import { localDay, localInstant } from '../time/local-day.ts';
import { truthLines, truthOf } from './truth-of.ts';

const site = createSite(7);
const population = createPopulation(site, { seed: 7, people: 40 });
const MONDAY = localDay(site.timeZone, Date.UTC(2026, 10, 16, 12));
const [from, to] = [localInstant(site.timeZone, MONDAY, 0), localInstant(site.timeZone, MONDAY + 7, 0)];
const days = [...truthOf(population, from, to)];

test('has a line for everybody and every day, in JSON too', () => {
  assert.equal(days.length, 40 * 7);
  assert.deepEqual(
    [...truthLines(population, from, to)].map((line) => JSON.parse(line) as unknown),
    JSON.parse(JSON.stringify(days)),
  );
});

test('has the very moments at which somebody goes in and out', () => {
  const people = new Map(population.people.map((person) => [person.identifier, person]));
  const rings = new Map(site.zones.map(({ id, ring }) => [id, ring]));
  let checked = 0;
  for (const { identifier, visits } of days.filter((_, index) => index % 9 === 0)) {
    const person = people.get(identifier);
    assert.ok(person);
    for (const { zoneId, fromMs, toMs } of visits) {
      const ring = rings.get(zoneId) ?? [];
      const isInside = (unixMs: number) => {
        const place = positionAt(person, unixMs);
        return place !== null && isInRing(place.point, ring);
      };
      assert.ok(
        isInside(fromMs + 20) && isInside(toMs - 20) && isInside((fromMs + toMs) / 2),
        `${identifier} ${zoneId}`,
      );
      const atMidnight = [fromMs, toMs].map(
        (unixMs) => localInstant(site.timeZone, localDay(site.timeZone, unixMs), 0) === unixMs,
      );
      if (!atMidnight[0]) assert.ok(!isInside(fromMs - 20), `${identifier} ${zoneId} before`);
      if (!atMidnight[1]) assert.ok(!isInside(toMs + 20), `${identifier} ${zoneId} after`);
      checked++;
    }
  }
  assert.ok(checked > 100, `${checked}`);
});

test('adds up what was spent on site and in the rest room', () => {
  const worked = days.filter(({ onSiteSeconds }) => onSiteSeconds > 0);
  assert.ok(worked.length > 120);
  for (const { visits, onSiteSeconds, breakSeconds, firstInMs, lastOutMs } of worked) {
    const sum = (zoneId: string) =>
      visits.filter((visit) => visit.zoneId === zoneId).reduce((all, visit) => all + (visit.toMs - visit.fromMs), 0) /
      1000;
    assert.equal(onSiteSeconds, sum('whole-site'));
    assert.equal(breakSeconds, sum('canteen'));
    assert.ok(breakSeconds <= onSiteSeconds && firstInMs !== null && (lastOutMs ?? Infinity) > firstInMs);
  }
});

test('cuts a night at midnight and loses no second of it', () => {
  const night = population.people.find(({ rota }) => rota.name === 'night');
  assert.ok(night);
  const duty = dutyOn(night, MONDAY + 1);
  assert.ok(duty);
  const [tuesday, wednesday] = days.filter(({ identifier }) => identifier === night.identifier).slice(1, 3);
  assert.equal(tuesday?.lastOutMs, null);
  assert.equal(wednesday?.firstInMs, localInstant(site.timeZone, MONDAY + 2, 0));
});

test('says where the phone cannot have told the truth', () => {
  const deceived = days.filter((day) => day.deceived.length > 0);
  assert.ok(deceived.some((day) => day.deceived.includes('BATTERY_DIED')));
  const left = deceived.filter((day) => day.deceived.includes('PHONE_LEFT_BEHIND')).map(({ date }) => date);
  // From the Wednesday before to Monday, as the owner stayed at home in between, and from Wednesday to Thursday.
  assert.deepEqual(left, ['2026-11-16', '2026-11-18', '2026-11-19']);
});
