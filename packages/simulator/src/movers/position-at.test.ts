import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPopulation, WALKING_SPEED } from '../people/create-population.ts';
import { WHOLE_SITE, createSite } from '../site/create-site.ts';
import { distanceMeters, isWithin } from '../site/plane.ts';
import { isInRing } from '../site/ring-crossings.ts';
import { dateOf, localDay } from '../time/local-day.ts';
import { trueVisits } from '../truth/true-visits.ts';
import { dutyAt, dutyOn, nextDuty } from './duty-of.ts';
import type { Mover } from './mover.ts';
import { type TruePlace, positionAt } from './position-at.ts';

const site = createSite(1);
const { people, vehicles } = createPopulation(site, { seed: 1, people: 20, vehicles: 6 });
const FRIDAY = localDay(site.timeZone, Date.UTC(2026, 10, 20, 12));
const FROM = Date.UTC(2026, 10, 20, 14, 30);

function track(mover: Mover, fromMs: number, untilMs: number): TruePlace[] {
  const seconds = Array.from({ length: Math.floor((untilMs - fromMs) / 1000) }, (_, index) => fromMs + index * 1000);
  return seconds.flatMap((unixMs) => positionAt(mover, unixMs) ?? []);
}

describe('the truth', () => {
  test('is the same whenever and in whatever order it is asked', () => {
    const again = createPopulation(createSite(1), { seed: 1, people: 20 }).people;
    for (const [index, person] of people.entries()) {
      const twin = again[index];
      assert.ok(twin);
      const backwards = [FROM + 86_400_000, FROM + 1000, FROM].map((unixMs) => positionAt(twin, unixMs));
      const forwards = [FROM, FROM + 1000, FROM + 86_400_000].map((unixMs) => positionAt(person, unixMs));
      assert.deepEqual(backwards.toReversed(), forwards);
    }
  });

  test('is the same on every machine', () => {
    const [person] = people;
    const place = person && positionAt(person, Date.UTC(2026, 10, 20, 10));
    assert.ok(place);
    const { latitude, longitude, areaId } = place;
    assert.deepEqual(
      [latitude.toFixed(9), longitude.toFixed(9), areaId],
      ['54.721474929', '2.183906192', 'tanks-west'],
    );
  });

  test('differs for another seed', () => {
    const [person] = people;
    const [other] = createPopulation(site, { seed: 2, people: 1 }).people;
    assert.ok(person && other);
    const at = Date.UTC(2026, 10, 20, 10);
    assert.notDeepEqual(positionAt(person, at), positionAt(other, at));
  });

  test('never moves faster than people walk, and says how fast and where to', () => {
    for (const person of people.slice(0, 12)) {
      const duty = nextDuty(person, FROM);
      assert.ok(duty);
      const places = track(person, duty.fromMs, duty.untilMs);
      for (const [index, { point, speedMetersPerSecond: speed, headingDegrees }] of places.entries()) {
        assert.ok(distanceMeters(places[index - 1]?.point ?? point, point) <= WALKING_SPEED.max + 1e-6);
        assert.ok(speed === 0 || (speed >= WALKING_SPEED.min && speed <= WALKING_SPEED.max));
        assert.ok(headingDegrees === null || (headingDegrees >= 0 && headingDegrees < 360));
      }
    }
  });

  test('fills a duty without gaps, begins and ends outside the fence and goes in and out once', () => {
    const ring = site.zones.find(({ id }) => id === WHOLE_SITE)?.ring ?? [];
    for (const person of people) {
      const duty = nextDuty(person, FROM);
      assert.ok(duty, person.identifier);
      const { legs, fromMs, untilMs } = duty;
      assert.deepEqual([legs[0]?.fromMs, legs.at(-1)?.untilMs], [fromMs, untilMs]);
      for (const [index, leg] of legs.entries()) {
        assert.ok(leg.untilMs > leg.fromMs);
        assert.ok(Math.abs((legs[index + 1]?.fromMs ?? leg.untilMs) - leg.untilMs) < 1e-3);
      }
      const [first, last] = [positionAt(person, fromMs), positionAt(person, untilMs - 1)];
      assert.ok(first && last && !isInRing(first.point, ring) && !isInRing(last.point, ring));
      assert.equal(trueVisits(duty, ring).length, 1, person.identifier);
    }
  });

  test('names the area that holds the place', () => {
    const areas = [...site.ground.areas.values()];
    for (const { areaId, point } of people.flatMap((person) => track(person, FROM, FROM + 300_000))) {
      assert.deepEqual(
        areas.filter((area) => isWithin(point, area)).map(({ id }) => id),
        areaId === null ? [] : [areaId],
      );
    }
  });
});

describe('a day', () => {
  test('has somebody on site at any minute of a week', () => {
    const from = Date.UTC(2026, 10, 16);
    for (let minute = 0; minute < 7 * 24 * 60; minute += 7) {
      const there = people.filter((person) => dutyAt(person, from + minute * 60_000)).length;
      assert.ok(there >= 1, new Date(from + minute * 60_000).toISOString());
    }
  });

  test('is spent in the areas of a trade, with breaks', () => {
    for (const person of people.filter(({ rota }) => rota.name === 'day')) {
      const duty = dutyOn(person, FRIDAY);
      if (!duty) continue;
      const areas = new Set(track(person, duty.fromMs, duty.untilMs).map(({ areaId }) => areaId));
      assert.ok(areas.has('canteen') && areas.has('operations'));
      assert.ok(Object.keys(person.tasks).some((id) => areas.has(id)));
    }
  });

  test('of a visitor is spent a few steps behind the host, and is shorter', () => {
    const visitor = people.find(({ personKind }) => personKind === 'VISITOR');
    assert.ok(visitor?.host);
    const duty = nextDuty(visitor, Date.UTC(2026, 10, 16));
    const hosting = duty && dutyOn(visitor.host, duty.day);
    assert.ok(hosting?.tour && duty);
    assert.ok(duty.untilMs - duty.fromMs < 0.6 * (hosting.untilMs - hosting.fromMs));
    const { fromMs, untilMs } = hosting.tour;
    assert.ok(untilMs - fromMs > 45 * 60_000, dateOf(duty.day));
    for (let unixMs = fromMs + 5_000; unixMs < untilMs; unixMs += 1_000) {
      const [guest, host] = [positionAt(visitor, unixMs), positionAt(visitor.host, unixMs)];
      assert.ok(guest && host && distanceMeters(guest.point, host.point) < 6);
    }
  });

  test('of a vehicle begins and ends where it is parked, and leaves neither road nor water', () => {
    for (const vehicle of vehicles) {
      const duty = nextDuty(vehicle, FROM);
      assert.ok(duty);
      const ends = [duty.legs[0], duty.legs.at(-1)].map((leg) => leg?.route.points[0]);
      assert.deepEqual(ends[0], ends[1]);
      assert.ok(duty.legs.length > 4);
    }
  });
});
