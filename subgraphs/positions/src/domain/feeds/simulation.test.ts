import assert from 'node:assert/strict';
import { test } from 'node:test';

import { haversineMeters } from '@trekker/geo';

import { walkerAt, type Simulation } from './simulation.ts';

const YARD: Simulation = { latitude: 52.5, longitude: 13.4, radiusMeters: 400, walkers: 8 };
const START = Date.parse('2026-03-01T06:00:00Z');

/** Where a walker is every ten seconds of so many hours. */
function everyTenSeconds(simulation: Simulation, walker: number, hours: number) {
  return Array.from({ length: hours * 360 }, (_, index) =>
    walkerAt(simulation, 'feed', { walker, at: START + index * 10_000 }),
  );
}

test('walks within the area, no faster than people walk, and stands between', () => {
  for (const walker of [1, 2, 3]) {
    const places = everyTenSeconds(YARD, walker, 4);
    for (const [index, place] of places.entries()) {
      assert.ok(haversineMeters(YARD, place) <= YARD.radiusMeters + 1);
      const before = places[index - 1];
      if (before) assert.ok(haversineMeters(before, place) <= 13.1, 'a step of ten seconds');
    }
    const standing = places.filter(({ speedMetersPerSecond }) => speedMetersPerSecond === 0);
    assert.ok(standing.length > places.length / 10 && standing.length < places.length * 0.9);
    assert.ok(standing.every(({ headingDegrees }) => headingDegrees === null));
  }
});

test('heads where it goes', () => {
  const places = everyTenSeconds(YARD, 4, 1);
  for (const [index, { headingDegrees, latitude, longitude }] of places.entries()) {
    const next = places[index + 1];
    if (headingDegrees === null || next?.headingDegrees !== headingDegrees) continue;
    const east = (next.longitude - longitude) * Math.cos((latitude * Math.PI) / 180);
    const bearing = ((Math.atan2(east, next.latitude - latitude) * 180) / Math.PI + 360) % 360;
    const difference = Math.abs(((bearing - headingDegrees + 540) % 360) - 180);
    assert.ok(difference < 1, `${bearing} beside ${headingDegrees}`);
  }
});

test('is where it was whoever asks, elsewhere than others, and elsewhere in another feed', () => {
  const at = START + 12_345;
  const here = walkerAt(YARD, 'feed', { walker: 1, at });
  assert.deepEqual(walkerAt(YARD, 'feed', { walker: 1, at }), here);
  assert.notDeepEqual(walkerAt(YARD, 'feed', { walker: 2, at }), here);
  assert.notDeepEqual(walkerAt(YARD, 'other', { walker: 1, at }), here);
});

test('walkers are all over the area, and do not set out together', () => {
  const walkers = Array.from({ length: 50 }, (_, index) => index + 1);
  const places = walkers.map((walker) => walkerAt(YARD, 'feed', { walker, at: START }));
  assert.ok(places.some((place) => haversineMeters(YARD, place) > 250));
  assert.ok(places.some((place) => haversineMeters(YARD, place) < 150));
  const walking = places.filter(({ speedMetersPerSecond }) => speedMetersPerSecond > 0).length;
  assert.ok(walking > 5 && walking < 45, `${walking} of 50 walk`);
});

test('an area may be small, and lie on the meridian where days begin', () => {
  const island: Simulation = { latitude: -16.8, longitude: 179.9999, radiusMeters: 30, walkers: 1 };
  const places = everyTenSeconds(island, 1, 12);
  assert.ok(places.every((place) => haversineMeters(island, place) <= 31 && Math.abs(place.longitude) <= 180));
  assert.ok(places.some(({ longitude }) => longitude < 0) && places.some(({ longitude }) => longitude > 0));
  assert.ok(everyTenSeconds(island, 1, 1).some(({ speedMetersPerSecond }) => speedMetersPerSecond > 0));
});
