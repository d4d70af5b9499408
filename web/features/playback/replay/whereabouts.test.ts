import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFixes } from './fix-columns.ts';
import { whereaboutsAt, type Whereabouts } from './whereabouts.ts';

const GAP_MS = 300_000;

test('between two positions a tracker is on the line between them, by time', () => {
  const there = located([at(0, 57, 11), at(10, 57.001, 11.002)], 2.5);
  assert.ok(Math.abs(there.latitude - 57.000_25) < 1e-9);
  assert.ok(Math.abs(there.longitude - 11.000_5) < 1e-9);
});

test('the direction is that of the way, and a tracker that stands has none', () => {
  const north = located([at(0, 57, 11), at(10, 57.001, 11)], 1);
  assert.equal(north.heading, 0);
  const west = located([at(0, 0, 11), at(10, 0, 10.999)], 1);
  assert.ok(Math.abs((west.heading ?? 0) - 270) < 1e-6);
  const stands = located([at(0, 57, 11), at(10, 57.000_001, 11)], 1);
  assert.equal(stands.heading, null);
});

test('speed is what the device states, else what the way implies', () => {
  assert.equal(
    located(
      [
        { ...at(0, 0, 0), speed: 4 },
        { ...at(10, 1, 0), speed: 8 },
      ],
      5,
    ).speed,
    6,
  );
  const implied = located([at(0, 0, 0), at(10, 0.001, 0)], 5).speed;
  assert.ok(implied !== null && Math.abs(implied - 11.12) < 0.01);
});

test('nobody is put on a line across a gap: it is said since when nothing was heard', () => {
  const fixes = [at(0, 57, 11), at(301, 58, 12)];
  assert.deepEqual(whereabouts(fixes, 1), { kind: 'silent', latitude: 57, longitude: 11, since: 0 });
  assert.deepEqual(whereabouts(fixes, 300.9), { kind: 'silent', latitude: 57, longitude: 11, since: 0 });
  assert.equal(located(fixes, 0).latitude, 57);
  assert.equal(located(fixes, 301).latitude, 58);
  assert.equal(located([at(0, 57, 11), at(300, 58, 12)], 150).latitude, 57.5);
});

test('after the last position a tracker stays where it was, until that is a gap', () => {
  assert.equal(located([at(0, 57, 11)], 300).latitude, 57);
  assert.deepEqual(whereabouts([at(0, 57, 11)], 301), { kind: 'silent', latitude: 57, longitude: 11, since: 0 });
});

test('before the first position nothing is known', () => {
  assert.deepEqual(whereabouts([at(10, 57, 11)], 9), { kind: 'unknown', firstAt: 10_000 });
  assert.deepEqual(whereabouts([], 9), { kind: 'unknown', firstAt: null });
});

test('across the antimeridian the shorter way is taken', () => {
  const there = located([at(0, 0, 179.9), at(10, 0, -179.9)], 5);
  assert.ok(Math.abs(Math.abs(there.longitude) - 180) < 1e-9);
});

interface Line {
  readonly time: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly speed?: number;
}

function at(second: number, latitude: number, longitude: number): Line {
  return { time: new Date(second * 1_000).toISOString(), latitude, longitude };
}

function whereabouts(lines: readonly Line[], second: number): Whereabouts {
  const columns = readFixes(lines.map((line) => JSON.stringify(line)).join('\n'));
  return whereaboutsAt(columns, second * 1_000, GAP_MS);
}

function located(lines: readonly Line[], second: number): Extract<Whereabouts, { kind: 'located' }> {
  const found = whereabouts(lines, second);
  assert.equal(found.kind, 'located');
  return found;
}
