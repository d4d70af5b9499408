import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodePosition } from '../batch/decode-position.ts';
import { readTrackFile } from './read-track-file.ts';
import { writeTrackFile } from './write-track-file.ts';

test('reads lines as /v1/positions takes them, and as phones write them', () => {
  const lines = [
    '{"tracker":"a","time":"2024-05-06T07:08:09Z","latitude":1,"longitude":2,"attributes":{"alarm":"sos"}}',
    '',
    '{"_type":"location","lat":3,"lon":4,"tst":1714979289,"acc":5}',
  ];
  const { format, tracks, problems } = readTrackFile(lines.join('\r\n'));
  const recordedAt = Date.UTC(2024, 4, 6, 7, 8, 9);
  assert.deepEqual([format, problems], ['ndjson', []]);
  assert.deepEqual(
    tracks.flatMap(({ fixes }) => fixes),
    [
      { identifier: 'a', recordedAt, latitude: 1, longitude: 2, attributes: { alarm: 'sos' } },
      {
        identifier: 'track 2',
        recordedAt,
        latitude: 3,
        longitude: 4,
        accuracyMeters: 5,
        attributes: { _type: 'location' },
      },
    ],
  );
});

test('lists lines that are no objects and such without a place', () => {
  const good = '{"lat":1,"lon":2,"time":0}';
  const { tracks, problems } = readTrackFile([good, '{"lat":', '[1]', '{"time":0}', good].join('\n'));
  assert.equal(tracks[0]?.fixes.length, 2);
  assert.deepEqual(
    problems.map(({ where, field }) => [where.line, where.point, field]),
    [
      [2, null, 'line'],
      [3, null, 'line'],
      [4, 2, 'latitude'],
    ],
  );
});

test('writes lines that can be posted', () => {
  const fix = { identifier: 'a', recordedAt: 1500, latitude: 1, longitude: 2, attributes: { alarm: 'sos' } };
  const written = writeTrackFile('ndjson', [{ name: null, fixes: [fix] }]);
  assert.deepEqual(decodePosition(JSON.parse(written)), { kind: 'fix', fix });
});
