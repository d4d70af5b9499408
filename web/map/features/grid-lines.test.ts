import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gridLines } from './grid-lines.ts';

const SITE = { south: 53.54, west: 9.96, north: 53.545, east: 9.97 };

suite('gridLines', () => {
  test('rounds the distance of lines up to 1, 2 or 5 times a power of ten metres', () => {
    const cells = [9, 11, 30, 60, 100, 1_400].map((target) => gridLines(SITE, target).cellMeters);
    assert.deepEqual(cells, [10, 20, 50, 100, 100, 2_000]);
  });

  test('covers the box with lines of the same ground distance both ways', () => {
    const { lines } = gridLines(SITE, 100);
    const latitudes = lines.features.filter(isParallel).map(({ geometry }) => geometry.coordinates[0]?.[1] ?? 0);
    const longitudes = lines.features
      .filter((f) => !isParallel(f))
      .map(({ geometry }) => geometry.coordinates[0]?.[0] ?? 0);
    assert.ok(latitudes.length >= 5 && latitudes.length <= 6);
    near(((latitudes[1] ?? 0) - (latitudes[0] ?? 0)) * 111_319.49, 100, 0.01);
    const alongParallel = Math.cos((53.5 * Math.PI) / 180) * 111_319.49;
    near(((longitudes[1] ?? 0) - (longitudes[0] ?? 0)) * alongParallel, 100, 0.01);
    assert.ok(Math.min(...latitudes) >= SITE.south && Math.max(...latitudes) <= SITE.north);
  });

  test('stands still while the view moves', () => {
    const moved = { ...SITE, west: SITE.west + 0.003, east: SITE.east + 0.003 };
    const before = meridians(gridLines(SITE, 100));
    const after = meridians(gridLines(moved, 100));
    assert.ok(after.filter((longitude) => before.includes(longitude)).length >= 4);
  });

  test('goes over to whole degrees where cells would exceed 50 km, and marks every fifth line', () => {
    const { cellMeters, lines } = gridLines({ south: -40, west: -60, north: 40, east: 60 }, 900_000);
    assert.equal(cellMeters, null);
    assert.deepEqual(meridians({ lines }), [-60, -50, -40, -30, -20, -10, 0, 10, 20, 30, 40, 50, 60]);
    const major = lines.features.filter(({ properties }) => properties.major);
    assert.deepEqual(meridians({ lines: { ...lines, features: major } }), [-50, 0, 50]);
  });
});

type Line = ReturnType<typeof gridLines>['lines']['features'][number];

function isParallel({ geometry }: Line): boolean {
  return geometry.coordinates[0]?.[1] === geometry.coordinates[1]?.[1];
}

function meridians({ lines }: Pick<ReturnType<typeof gridLines>, 'lines'>): number[] {
  return lines.features.filter((f) => !isParallel(f)).map(({ geometry }) => geometry.coordinates[0]?.[0] ?? 0);
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);
}
