import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTrackFile } from './read-track-file.ts';

const T0 = Date.UTC(2024, 4, 6, 7, 0, 0);
const WHEN = '2024-05-06T07:00:00Z';

function kml(content: string): string {
  return `<kml><Document><name>doc</name>${content}</Document></kml>`;
}

function read(content: string) {
  const { format, tracks, problems } = readTrackFile(kml(content));
  assert.equal(format, 'kml');
  return { tracks, problems, fixes: tracks.flatMap((track) => track.fixes) };
}

test('reads a gx:Track with angles and arrays of extended data', () => {
  const arrays =
    '<gx:SimpleArrayData name="speed_kmh"><gx:value>36</gx:value><gx:value/></gx:SimpleArrayData><gx:SimpleArrayData name="cadence"><gx:value/><gx:value>80</gx:value></gx:SimpleArrayData>';
  const track = `<gx:Track><when>${WHEN}</when><when>2024-05-06T07:00:10Z</when><gx:coord>-30.25 60.5 12.5</gx:coord><gx:coord>1  2</gx:coord><gx:angles>270 0 0</gx:angles><gx:angles/><ExtendedData><SchemaData>${arrays}</SchemaData></ExtendedData></gx:Track>`;
  const { tracks, problems } = read(`<Placemark><name>walk</name>${track}</Placemark>`);
  assert.deepEqual(problems, []);
  assert.deepEqual(tracks, [
    {
      name: 'walk',
      fixes: [
        {
          identifier: 'walk',
          recordedAt: T0,
          latitude: 60.5,
          longitude: -30.25,
          altitudeMeters: 12.5,
          speedMetersPerSecond: 10,
          headingDegrees: 270,
          attributes: {},
        },
        { identifier: 'walk', recordedAt: T0 + 10_000, latitude: 2, longitude: 1, attributes: { cadence: 80 } },
      ],
    },
  ]);
});

test('reads several tracks of one placemark as one', () => {
  const track = `<gx:Track><when>${WHEN}</when><gx:coord>1 2</gx:coord></gx:Track>`;
  const { tracks } = read(`<Placemark><gx:MultiTrack>${track}${track}</gx:MultiTrack></Placemark>`);
  assert.deepEqual(
    tracks.map(({ fixes }) => fixes.length),
    [2],
  );
});

test('lists places without a time and times without a place', () => {
  const { fixes, problems } = read(
    `<Placemark><gx:Track><when>${WHEN}</when><when/><when>${WHEN}</when><gx:coord>1 2 3</gx:coord><gx:coord>1 2 3</gx:coord></gx:Track></Placemark>`,
  );
  assert.deepEqual(
    [fixes.length, ...problems.map(({ where, field }) => [where.point, field])],
    [1, [2, 'time'], [3, 'coord']],
  );
});

test('lays the points of a line evenly between the ends of its time span', () => {
  const { fixes } = read(
    `<Placemark><TimeSpan><begin>${WHEN}</begin><end>2024-05-06T07:00:10Z</end></TimeSpan><LineString><coordinates> 1,2,0 3,4 \n 5,6,7</coordinates></LineString></Placemark>`,
  );
  assert.deepEqual(
    fixes.map(({ recordedAt, longitude, attributes }) => [recordedAt - T0, longitude, attributes]),
    [0, 5000, 10_000].map((after, at) => [after, 1 + 2 * at, { timeEstimated: true }]),
  );
});

test('lists the points of a line that nobody knows the time of', () => {
  const { problems } = read('<Placemark><LineString><coordinates>1,2 3;4</coordinates></LineString></Placemark>');
  assert.deepEqual(
    problems.map(({ field, value }) => [field, value]),
    [
      ['time', ''],
      ['coordinates', '3;4'],
    ],
  );
});

test('reads placemarks with a point and a time stamp as a track for each folder', () => {
  const point = (at: number) =>
    `<Placemark><name>p${at}</name><TimeStamp><when>${WHEN}</when></TimeStamp><ExtendedData><Data name="speed"><value>5</value></Data></ExtendedData><Point><coordinates>1,${at}</coordinates></Point></Placemark>`;
  const { tracks, problems } = read(
    `<Folder><name>a</name>${point(1)}${point(2)}</Folder><Folder>${point(3)}</Folder>${point(4)}<Placemark><Point><coordinates>1,5</coordinates></Point></Placemark>`,
  );
  assert.deepEqual(
    tracks.map(({ name, fixes }) => [name, ...fixes.map(({ latitude }) => latitude)]),
    [
      ['a', 1, 2],
      [null, 3],
      ['doc', 4],
    ],
  );
  assert.equal(tracks[0]?.fixes[0]?.speedMetersPerSecond, 5);
  assert.deepEqual(
    problems.map(({ field, where }) => [field, where.track, where.point]),
    [['time', 3, 2]],
  );
});
