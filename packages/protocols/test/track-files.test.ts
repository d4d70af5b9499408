import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { TRACK_FILE_FORMATS, readTrackFile, writeTrackFile } from '@trekker/protocols';

const FILE = 'expected/track-files.json';
const data = join(import.meta.dirname, '../../../../shared/data');
const folder = join(data, 'devices/tracks');

/** What a plain walk over a file's XML counts; `bad_points` have coordinates that are no numbers. */
interface ExpectedFile {
  readonly file: string;
  readonly root: string;
  readonly tracks: number;
  readonly points: number;
  readonly timed: number;
  readonly bad_points?: number;
  readonly first?: readonly [latitude: number, longitude: number, time: string | null];
  readonly last?: readonly [latitude: number, longitude: number, time: string | null];
  readonly bbox?: readonly [west: number, south: number, east: number, north: number];
}

if (!existsSync(join(data, FILE))) {
  test('agrees with recorded track files', { skip: `needs shared/data/${FILE}` });
} else {
  const files: ExpectedFile[] = JSON.parse(readFileSync(join(data, FILE), 'utf8'));

  test('knows what is in every recorded track file', () => {
    assert.deepEqual(files.map(({ file }) => file).toSorted(), readdirSync(folder).toSorted());
  });
  for (const expected of files) {
    test(`agrees with ${expected.file}`, () => agree(expected));
    test(`reads ${expected.file} back from every format`, () => readBack(expected));
  }
}

const START = Date.UTC(2001, 0);

function agree(expected: ExpectedFile): void {
  const bytes = readFileSync(join(folder, expected.file));
  const { points, timed, bad_points = 0 } = expected;
  const bad = (file: ReturnType<typeof readTrackFile>) => file.problems.filter(({ spoils }) => spoils !== 'field');

  const asItIs = readTrackFile(bytes);
  assert.equal(asItIs.format, expected.root);
  assert.equal(asItIs.tracks.length, expected.tracks);
  assert.equal(asItIs.tracks.flatMap(({ fixes }) => fixes).length + bad(asItIs).length, points);
  const untimed = bad(asItIs).filter(({ field }) => field === 'time');
  assert.ok(untimed.length >= points - timed - bad_points, JSON.stringify(asItIs.problems));
  assert.ok(bad(asItIs).every(({ where }) => where.line !== null && where.track !== null && where.point !== null));

  const filled = readTrackFile(bytes, { missingTimes: { startAt: START, stepMs: 1000 } });
  const fixes = filled.tracks.flatMap((track) => track.fixes);
  assert.deepEqual([fixes.length, bad(filled).length], [points - bad_points, bad_points]);
  if (expected.first) agreeOnPoint(fixes[0], expected.first);
  if (expected.last) agreeOnPoint(fixes.at(-1), expected.last);
  if (expected.bbox) {
    const [longitudes, latitudes] = [fixes.map(({ longitude }) => longitude), fixes.map(({ latitude }) => latitude)];
    const box = [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
    assert.deepEqual(box, expected.bbox);
  }
}

type Fix = ReturnType<typeof readTrackFile>['tracks'][number]['fixes'][number];

function agreeOnPoint(fix: Fix | undefined, [latitude, longitude, time]: NonNullable<ExpectedFile['first']>): void {
  assert.ok(fix);
  assert.deepEqual([fix.latitude, fix.longitude], [latitude, longitude]);
  if (time === null) assert.equal(fix.attributes['timeEstimated'], true);
  else assert.equal(fix.recordedAt, Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`));
}

function readBack({ file }: ExpectedFile): void {
  const { tracks } = readTrackFile(readFileSync(join(folder, file)), {
    missingTimes: { startAt: START, stepMs: 1000 },
  });
  // Lines of a table know no tracks but by their names.
  const named = tracks
    .filter(({ fixes }) => fixes.length > 0)
    .map(({ name, fixes }, at) => ({
      name: `${at} ${name}`,
      fixes: fixes.map((fix) => ({ ...fix, identifier: `tracker ${at}` })),
    }));
  for (const format of TRACK_FILE_FORMATS) {
    const again = readTrackFile(writeTrackFile(format, named), { format });
    assert.deepEqual(again, { format, tracks: named, problems: [], problemCount: 0 });
  }
}
