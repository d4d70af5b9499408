import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTrackFile } from './read-track-file.ts';

const T0 = Date.UTC(2024, 4, 6, 7, 8, 9);

function read(lines: readonly string[], options = {}) {
  const { format, tracks, problems } = readTrackFile(lines.join('\n'), options);
  assert.equal(format, 'csv');
  return { tracks, problems, fixes: tracks.flatMap((track) => track.fixes) };
}

function fixOf(lines: readonly string[], options = {}) {
  const { fixes, problems } = read(lines, options);
  assert.deepEqual(problems, []);
  return fixes[0] ?? assert.fail();
}

test('reads the columns of a logger for phones, the better of two times, and keeps the others', () => {
  const header =
    'time,lat,lon,elevation,accuracy,bearing,speed,satellites,provider,hdop,battery,annotation,timestamp_ms';
  const line = '2024-05-06T07:08:09.000Z,60.5,-30.25,12.5,4,270,3.5,7,gps,0.9,80,"a, ""b""",1714979289000';
  assert.deepEqual(fixOf([header, line]), {
    identifier: 'track 1',
    recordedAt: T0,
    latitude: 60.5,
    longitude: -30.25,
    altitudeMeters: 12.5,
    accuracyMeters: 4,
    speedMetersPerSecond: 3.5,
    headingDegrees: 270,
    batteryPercent: 80,
    attributes: { satellites: 7, provider: 'gps', hdop: 0.9, annotation: 'a, "b"', timestamp_ms: 1_714_979_289_000 },
  });
});

for (const [separator, name] of [
  [';', 'semicolons'],
  ['\t', 'tabs'],
] as const) {
  test(`reads decimal commas between ${name}`, () => {
    const fix = fixOf([
      ['Time', 'Latitude', 'Longitude', 'Speed (km/h)'].join(separator),
      ['06.05.2024 07:08:09', '60,5', '-30,25', '36,0'].join(separator),
    ]);
    assert.deepEqual([fix.recordedAt, fix.latitude, fix.longitude, fix.speedMetersPerSecond], [T0, 60.5, -30.25, 10]);
  });
}

for (const [header, value, metersPerSecond] of [
  ['speed', '10', 10],
  ['speed_mps', '10', 10],
  ['Speed [km/h]', '36', 10],
  ['speedKmh', '36', 10],
  ['speed kph', '36', 10],
  ['speed_knots', '3600', 1852],
  ['Speed(mph)', '3600', 1609.344],
] as const) {
  test(`reads ${value} of ${header} as ${metersPerSecond} m/s`, () => {
    const speed = fixOf([`lat,lon,time,${header}`, `1,2,0,${value}`]).speedMetersPerSecond ?? assert.fail();
    assert.ok(Math.abs(speed - metersPerSecond) < 1e-9);
  });
}

test('reads a speed in the unit it is told where the name has none', () => {
  const lines = ['lat,lon,time,speed', '1,2,0,36'];
  assert.equal(fixOf(lines, { speedUnit: 'kilometersPerHour' }).speedMetersPerSecond, 10);
});

test('reads heights in feet', () => {
  assert.equal(fixOf(['lat,lon,time,altitude (ft)', '1,2,0,1000']).altitudeMeters, 304.8);
});

for (const time of [
  '2024-05-06T07:08:09Z',
  '2024-05-06T09:08:09+02:00',
  '2024-05-06 07:08:09',
  '2024-05-06 07:08:09 UTC',
  '2024/05/06 07:08:09',
  '2024/5/6 07:08:09.000',
  '06.05.2024 07:08:09',
  '20240506 070809',
  '240506 070809',
  '1714979289',
  '1714979289.0',
  '1714979289000',
]) {
  test(`reads the time ${time}`, () => assert.equal(fixOf(['lat,lon,time', `1,2,${time}`]).recordedAt, T0));
}

for (const time of ['05/06/2024 07:08:09', 'soon', '2024-02-30 00:00:00', '07:08:09', '99999999999999999999']) {
  test(`refuses the time ${time}`, () => {
    const { fixes, problems } = read(['lat,lon,time', `1,2,${time}`]);
    assert.deepEqual([fixes.length, problems[0]?.field, problems[0]?.value], [0, 'time', time]);
  });
}

test('reads date and time of day in two columns, and the letters of hemispheres', () => {
  const fix = fixOf(['INDEX,TAG,DATE,TIME,LATITUDE N/S,LONGITUDE E/W', '1,T,240506,070809,33.5S,70.25W']);
  assert.deepEqual([fix.recordedAt, fix.latitude, fix.longitude], [T0, -33.5, -70.25]);
});

test('refuses the letter of the other axis, and a sign beside a letter', () => {
  const { problems } = read(['lat,lon,time', '1E,2,0', '-1S,2,0']);
  assert.deepEqual(
    problems.map(({ value }) => value),
    ['1E', '-1S'],
  );
});

test('parts the lines of several trackers and tracks', () => {
  const { tracks } = read(['device,track,lat,lon,time', 'a,,1,2,0', 'b,x,1,2,0', 'a,,1,2,1', 'b,y,1,2,0']);
  assert.deepEqual(
    tracks.map(({ name, fixes }) => [name, fixes[0]?.identifier, fixes.length]),
    [
      [null, 'a', 2],
      ['x', 'b', 1],
      ['y', 'b', 1],
    ],
  );
});

test('finds the line that names the columns behind others, and counts lines from the first', () => {
  const { fixes, problems } = read(['# My logger 1.0', '', 'lat,lon,time,speed', '1,2,0,fast', '', 'x,2,0,', '1,2,0']);
  assert.equal(fixes.length, 2);
  assert.deepEqual(
    problems.map(({ where, spoils, field }) => [where, spoils, field]),
    [
      [{ line: 4, track: 1, point: 1 }, 'field', 'speed'],
      [{ line: 6, track: 1, point: 2 }, 'point', 'lat'],
    ],
  );
});

test('says so where no line names the columns', () => {
  const { tracks, problems } = read(['1,2,3', '4,5,6']);
  assert.deepEqual([tracks, problems[0]?.spoils, problems[0]?.value], [[], 'file', '1,2,3\uFFFD4,5,6']);
});

test('gives what came before a quote that is never closed', () => {
  const { fixes, problems } = read(['lat,lon,time,note', '1,2,0,a', '1,2,0,"b', '1,2,0,c']);
  assert.deepEqual([fixes.length, problems.map(({ spoils }) => spoils)], [1, ['file']]);
});
