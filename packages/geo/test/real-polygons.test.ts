import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { contains, createFenceGrid, parseShape, type Shape } from '../src/index.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');

interface Feature {
  readonly id: string;
}

function read(file: string): string {
  return gunzipSync(readFileSync(join(DATA, file))).toString();
}

function featuresOf(file: string): Feature[] {
  const text = read(file);
  if (file.includes('.ndjson'))
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  return JSON.parse(text).features;
}

/** Runs a test with recorded polygons, or skips it by the name of the file that is not there. */
function testWith(files: readonly string[], name: string, body: () => void): void {
  const missing = files.find((file) => !existsSync(join(DATA, file)));
  test(name, { skip: missing === undefined ? false : `../shared/data/${missing} is absent` }, body);
}

const PLANNING = 'polygons/sf-planning-neighborhoods.geojson.gz';
const CAMPUS = 'polygons/sfo-airport-campus.geojson.gz';
const WARDS = 'polygons/uk-wards-england.ndjson.gz';
const WARD_LOOKUP = 'expected/uk-wards-point-lookup.csv.gz';

testWith([PLANNING], 'refuses exactly the planning neighbourhoods that intersect themselves', () => {
  const refused = featuresOf(PLANNING).flatMap((feature) => {
    const parsed = parseShape(feature);
    return parsed.kind === 'invalid' ? [[feature.id, ...new Set(parsed.problems.map(({ code }) => code))]] : [];
  });
  assert.deepEqual(refused, [
    ['2', 'SELF_INTERSECTION'],
    ['6', 'SELF_INTERSECTION'],
    ['11', 'SELF_INTERSECTION'],
  ]);
});

testWith([CAMPUS], 'accepts every polygon of the airport campus', () => {
  const kinds = featuresOf(CAMPUS).map((feature) => parseShape(feature).kind);
  assert.deepEqual(new Set(kinds), new Set(['valid']));
  assert.equal(kinds.length, 197);
});

testWith([WARDS, WARD_LOOKUP], 'finds the wards of 5,000 points among 7,681 as the brute-force truth does', () => {
  const grid = createFenceGrid();
  const shapes = new Map<string, Shape>();
  const refused: string[] = [];
  for (const feature of featuresOf(WARDS)) {
    const parsed = parseShape(feature);
    if (parsed.kind === 'valid') shapes.set(feature.id, parsed.shape);
    else refused.push(...new Set(parsed.problems.map(({ code }) => code)));
  }
  // One ward touches itself; the truth leaves it out too.
  assert.deepEqual([shapes.size + refused.length, refused], [7_681, ['SELF_INTERSECTION']]);
  for (const [id, shape] of shapes) grid.set(id, shape);
  const [, ...rows] = read(WARD_LOOKUP).trimEnd().split('\n');
  for (const [index, row] of rows.entries()) {
    const [longitude = '', latitude = '', ids = ''] = row.split(',');
    const point = { latitude: Number(latitude), longitude: Number(longitude) };
    const found = grid.query(point.latitude, point.longitude).toSorted();
    assert.deepEqual(found.join(' '), ids.split(/[ ;|]/).toSorted().join(' '), row);
    if (index % 50 !== 0) continue;
    const all = [...shapes].filter(([, shape]) => contains(shape, point)).map(([id]) => id);
    assert.deepEqual(found, all.toSorted());
  }
  assert.equal(rows.length, 5_000);
});
