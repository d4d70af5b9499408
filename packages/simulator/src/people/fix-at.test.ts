import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSite } from '../site/create-site.ts';
import { distanceMeters, toPoint } from '../site/plane.ts';
import { createPopulation } from './create-population.ts';
import { fixAt } from './fix-at.ts';
import { positionAt } from './position-at.ts';

const site = createSite(1);
const people = createPopulation(site, { seed: 1, people: 20 });
const FROM = Date.UTC(2026, 10, 20, 10);

/** One a minute or so of everybody, far enough apart to be independent. */
const seen = people.flatMap((person) =>
  Array.from({ length: 120 }, (_, minute) => {
    const unixMs = FROM + minute * 61_700;
    const [fix, truth] = [fixAt(person, unixMs), positionAt(person, unixMs)];
    const placeOf = (place: { latitude: number; longitude: number }) => toPoint(site.ground.origin, place);
    return { fix, truth, errorMeters: distanceMeters(placeOf(fix), placeOf(truth)) };
  }),
);

test('is the same whenever it is asked', () => {
  const [person] = people;
  assert.ok(person);
  assert.deepEqual(fixAt(person, FROM), fixAt(person, FROM));
});

test('claims an accuracy that holds for two of three', () => {
  const within = seen.filter(({ fix, errorMeters }) => errorMeters <= (fix.accuracyMeters ?? 0)).length / seen.length;
  assert.ok(within > 0.64 && within < 0.72, `${within}`);
});

test('claims less accuracy under a roof', () => {
  const claims = (areaId: string) =>
    seen.filter(({ truth }) => truth.areaId === areaId).map(({ fix }) => fix.accuracyMeters ?? 0);
  assert.ok(Math.max(...claims('tank-farm')) <= 6);
  assert.ok(Math.min(...claims('workshop')) >= 4.8);
});

test('wanders instead of jumping: within a second the error hardly changes', () => {
  for (const person of people) {
    for (let unixMs = FROM; unixMs < FROM + 120_000; unixMs += 1000) {
      const [before, after] = [fixAt(person, unixMs), fixAt(person, unixMs + 1000)];
      if (before.accuracyMeters !== after.accuracyMeters) continue;
      const moved = distanceMeters(toPoint(site.ground.origin, before), toPoint(site.ground.origin, after));
      assert.ok(moved < 4, `${person.name} moved ${moved} m`);
    }
  }
});

test('reports a heading only while walking, and whole percents of battery', () => {
  for (const { fix, truth } of seen) {
    assert.equal('headingDegrees' in fix, truth.headingDegrees !== null);
    assert.ok(
      Number.isInteger(fix.batteryPercent) && (fix.batteryPercent ?? 0) >= 15 && (fix.batteryPercent ?? 0) <= 100,
    );
  }
});

test('keeps coordinates in whole 1e-7 degrees', () => {
  for (const { fix } of seen) assert.equal(Number(fix.latitude.toFixed(7)), fix.latitude);
});
