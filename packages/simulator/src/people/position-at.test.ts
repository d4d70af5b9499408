import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSite } from '../site/create-site.ts';
import { FENCE } from '../site/layout.ts';
import { distanceMeters, isWithin, toPoint } from '../site/plane.ts';
import { type SimulatedPerson, WALKING_SPEED, createPopulation } from './create-population.ts';
import { WINDOW_MS, itinerary } from './itinerary.ts';
import { positionAt } from './position-at.ts';
import { isOnShift } from './shift.ts';

const site = createSite(1);
const people = createPopulation(site, { seed: 1, people: 20 });

/** Across the change of shift at 18:00 and five edges of windows. */
const FROM = Date.UTC(2026, 10, 20, 17, 35);
const UNTIL = FROM + 50 * 60_000;

function track(person: SimulatedPerson, from = FROM, until = UNTIL) {
  const seconds = Array.from({ length: (until - from) / 1000 }, (_, index) => from + index * 1000);
  return seconds.map((unixMs) => ({ unixMs, ...positionAt(person, unixMs) }));
}

describe('the truth', () => {
  test('is the same whenever and in whatever order it is asked', () => {
    const again = createPopulation(createSite(1), { seed: 1, people: 20 });
    for (const index of [0, 7, 19]) {
      const [person, twin] = [people[index], again[index]];
      assert.ok(person && twin);
      const backwards = [FROM + 900_000, FROM + 1000, FROM].map((unixMs) => positionAt(twin, unixMs));
      const forwards = [FROM, FROM + 1000, FROM + 900_000].map((unixMs) => positionAt(person, unixMs));
      assert.deepEqual(backwards.toReversed(), forwards);
    }
  });

  test('is the same on every machine', () => {
    const [person] = people;
    assert.ok(person);
    const { latitude, longitude, areaId } = positionAt(person, FROM);
    assert.deepEqual(
      [latitude.toFixed(9), longitude.toFixed(9), areaId],
      ['-43.198566300', '-20.397860511', 'tank-farm'],
    );
  });

  test('differs for another seed', () => {
    const [person] = people;
    const [other] = createPopulation(site, { seed: 2, people: 1 });
    assert.ok(person && other);
    assert.notDeepEqual(positionAt(person, FROM), positionAt(other, FROM));
  });

  test('never moves faster than people walk, also from one window to the next', () => {
    for (const person of people) {
      const places = track(person).map((place) => toPoint(site.ground.origin, place));
      for (const [index, place] of places.entries()) {
        assert.ok(distanceMeters(places[index - 1] ?? place, place) <= WALKING_SPEED.max + 1e-6);
      }
    }
  });

  test('walks within the speeds people like, and says so', () => {
    for (const { speedMetersPerSecond, headingDegrees } of people.flatMap((person) => track(person))) {
      if (headingDegrees === null) continue;
      assert.ok(speedMetersPerSecond >= WALKING_SPEED.min && speedMetersPerSecond <= WALKING_SPEED.max);
      assert.ok(headingDegrees >= 0 && headingDegrees < 360);
    }
  });

  test('stays inside the fence', () => {
    for (const place of people.flatMap((person) => track(person))) {
      assert.ok(isWithin(toPoint(site.ground.origin, place), FENCE));
    }
  });

  test('walks most of the time and changes area every two minutes during a shift', () => {
    const from = Date.UTC(2026, 10, 20, 10);
    for (const person of people.filter((each) => isOnShift(each, from))) {
      const places = track(person, from, from + 3_600_000);
      const walking = places.filter(({ speedMetersPerSecond }) => speedMetersPerSecond > 0).length / places.length;
      const changes = places.filter(({ areaId }, index) => areaId !== places[index - 1]?.areaId).length;
      assert.ok(walking > 0.5, `${person.name} walks ${walking} of the time`);
      assert.ok(changes > 25, `${person.name} changes area ${changes} times an hour`);
    }
  });

  test('fills the time without gaps, also before 1970', () => {
    for (const person of people.slice(0, 5)) {
      for (const window of [0, -1, 2_991_000, 2_991_001]) {
        const legs = itinerary(person, window);
        assert.equal(legs[0]?.fromMs, window * WINDOW_MS);
        assert.equal(legs.at(-1)?.untilMs, (window + 1) * WINDOW_MS);
        for (const [index, leg] of legs.entries()) {
          assert.ok(leg.untilMs >= leg.fromMs);
          assert.equal(legs[index + 1]?.fromMs ?? leg.untilMs, leg.untilMs);
        }
      }
    }
  });

  test('names the area that holds the place', () => {
    for (const { areaId, ...place } of people.flatMap((person) => track(person, FROM, FROM + 300_000))) {
      const point = toPoint(site.ground.origin, place);
      // The way to degrees and back moves a point by nanometres, which matters to somebody standing in a door.
      const holding = site.ground.areas.filter(({ west, south, east, north }) =>
        isWithin(point, { west: west - 1e-6, south: south - 1e-6, east: east + 1e-6, north: north + 1e-6 }),
      );
      if (areaId !== null)
        assert.deepEqual(
          [areaId],
          holding.map(({ id }) => id),
        );
    }
  });
});
