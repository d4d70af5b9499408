import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTrackFile } from './read-track-file.ts';

const T0 = Date.UTC(2024, 4, 6, 7, 0, 0);
const TIMES = ['2024-05-06T07:00:00Z', '2024-05-06T07:00:10Z'];

function read(document: object) {
  const { format, tracks, problems } = readTrackFile(JSON.stringify(document));
  assert.equal(format, 'geojson');
  return { tracks, problems, fixes: tracks.flatMap((track) => track.fixes) };
}

function line(
  properties: object,
  coordinates: unknown = [
    [1, 2, 3],
    [4, 5],
  ],
) {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates } };
}

for (const properties of [{ coordTimes: TIMES }, { times: TIMES }, { coordinateProperties: { times: TIMES } }]) {
  test(`reads a line with ${JSON.stringify(properties).slice(0, 28)}`, () => {
    assert.deepEqual(read(line({ name: 'walk', ...properties })).tracks, [
      {
        name: 'walk',
        fixes: [
          { identifier: 'walk', recordedAt: T0, latitude: 2, longitude: 1, altitudeMeters: 3, attributes: {} },
          { identifier: 'walk', recordedAt: T0 + 10_000, latitude: 5, longitude: 4, attributes: {} },
        ],
      },
    ]);
  });
}

test('reads a line of several parts as one track', () => {
  const geometry = { type: 'MultiLineString', coordinates: [[[1, 2]], [[3, 4]]] };
  const { fixes } = read({ type: 'Feature', properties: { coordTimes: TIMES.map((time) => [time]) }, geometry });
  assert.deepEqual(
    fixes.map(({ recordedAt, latitude }) => [recordedAt, latitude]),
    [
      [T0, 2],
      [T0 + 10_000, 4],
    ],
  );
});

test('reads points as records of their trackers', () => {
  const point = (tracker: string, time: unknown) => ({
    type: 'Feature',
    properties: { deviceId: tracker, timestamp: time, speed: 2, note: 'x', nested: {}, none: null },
    geometry: { type: 'Point', coordinates: [1, 2] },
  });
  const features = [point('a', T0), point('b', T0 / 1000), point('a', TIMES[1])];
  const { tracks, problems } = read({ type: 'FeatureCollection', features });
  assert.deepEqual(
    tracks.map(({ fixes }) => fixes.map(({ identifier, recordedAt }) => [identifier, recordedAt])),
    [
      [
        ['a', T0],
        ['a', T0 + 10_000],
      ],
      [['b', T0]],
    ],
  );
  const { speedMetersPerSecond, attributes } = tracks[0]?.fixes[0] ?? assert.fail();
  assert.deepEqual([speedMetersPerSecond, attributes, problems], [2, { note: 'x' }, []]);
});

test('lists bad positions, missing times and lines that are none', () => {
  const { fixes, problems } = read({
    type: 'FeatureCollection',
    features: [
      line({ coordTimes: TIMES }, [
        [1, null],
        [4, 5],
        [6, 7],
      ]),
      line({}, 'x'),
      null,
      { type: 'Feature' },
    ],
  });
  assert.equal(fixes.length, 1);
  assert.deepEqual(
    problems.map(({ where, spoils, field }) => [where.track, where.point, spoils, field]),
    [
      [1, 1, 'point', 'coordinates'],
      [1, 3, 'point', 'time'],
      [2, null, 'track', 'coordinates'],
    ],
  );
});

test('leaves areas alone', () => {
  const geometry = { type: 'Polygon', coordinates: [] };
  assert.deepEqual(read({ type: 'Feature', properties: {}, geometry }).tracks, []);
});

for (const text of ['{"type":"FeatureCollection"', '[1]', '{\n"a": 1\n}']) {
  test(`says that ${text.replaceAll('\n', ' ')} is no GeoJSON`, () => {
    const { tracks, problems } = readTrackFile(text);
    assert.deepEqual([tracks, problems.map(({ spoils }) => spoils)], [[], ['file']]);
  });
}
