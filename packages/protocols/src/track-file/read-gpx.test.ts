import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTrackFile } from './read-track-file.ts';

const T0 = Date.UTC(2024, 4, 6, 7, 8, 9);
const TIME = '<time>2024-05-06T07:08:09Z</time>';

function gpx(content: string): string {
  return `<?xml version="1.0"?>\n<gpx version="1.1">\n${content}\n</gpx>`;
}

/** The only fix of a file with one point, without its identifier. */
function pointOf(content: string, attributes = 'lat="60.5" lon="-30.25"') {
  const { tracks, problems } = readTrackFile(
    gpx(`<trk><trkseg><trkpt ${attributes}>${content}</trkpt></trkseg></trk>`),
  );
  const { identifier, ...fix } = tracks[0]?.fixes[0] ?? assert.fail(JSON.stringify(problems));
  assert.equal(identifier, 'track 1');
  return fix;
}

const BARE = { recordedAt: T0, latitude: 60.5, longitude: -30.25, attributes: {} };

test('reads a point of GPX 1.0, which has speed and course of its own', () => {
  assert.deepEqual(
    pointOf(`<ele>12.5</ele>${TIME}<course>270</course><speed>3.5</speed><hdop>0.9</hdop><sat>7</sat>`),
    {
      ...BARE,
      altitudeMeters: 12.5,
      speedMetersPerSecond: 3.5,
      headingDegrees: 270,
      attributes: { hdop: 0.9, satellites: 7 },
    },
  );
});

test('reads extensions of a point by their names, whatever they are nested in', () => {
  const extensions =
    '<extensions><a:TrackPointExtension><a:hr>120</a:hr><a:speed>2</a:speed></a:TrackPointExtension><b:accuracy>4</b:accuracy><c:mood>fine &amp; dandy</c:mood><d:empty/></extensions>';
  assert.deepEqual(pointOf(TIME + extensions), {
    ...BARE,
    speedMetersPerSecond: 2,
    accuracyMeters: 4,
    attributes: { heartRate: 120, mood: 'fine & dandy' },
  });
});

test('takes a time without an offset for UTC, and applies an offset', () => {
  assert.equal(pointOf('<time>2024-05-06T07:08:09</time>').recordedAt, T0);
  assert.equal(pointOf('<time>2024-05-06T09:08:09.25+02:00</time>').recordedAt, T0 + 250);
});

test('reads attributes in either quotes, in any order and across lines', () => {
  assert.deepEqual(pointOf(TIME, "\n  lon = '-30.25'\n  lat='60.5'"), BARE);
});

test('names tracks and their tracker by the name of the track, or by its number', () => {
  const point = `<trkseg><trkpt lat="1" lon="2">${TIME}</trkpt></trkseg>`;
  const file = gpx(
    `<metadata><name>all</name></metadata><trk><name><![CDATA[a<b]]></name>${point}</trk><trk>${point}</trk>`,
  );
  const { tracks } = readTrackFile(file);
  assert.deepEqual(
    tracks.map(({ name, fixes }) => [name, fixes[0]?.identifier]),
    [
      ['a<b', 'a<b'],
      [null, 'track 2'],
    ],
  );
});

test('puts the segments of a track one after the other, and keeps empty tracks', () => {
  const segment = `<trkseg><trkpt lat="1" lon="2">${TIME}</trkpt></trkseg>`;
  const { tracks } = readTrackFile(gpx(`<trk>${segment}<trkseg/>${segment}</trk><trk/>`));
  assert.deepEqual(
    tracks.map(({ fixes }) => fixes.length),
    [2, 0],
  );
});

test('leaves waypoints and routes alone', () => {
  const marked = `<wpt lat="1" lon="2">${TIME}</wpt><rte><rtept lat="1" lon="2">${TIME}</rtept></rte>`;
  assert.deepEqual(readTrackFile(gpx(marked)), { format: 'gpx', tracks: [], problems: [], problemCount: 0 });
});

test('gives the good points and lists the bad ones with line, track and number', () => {
  const points = [
    `<trkpt lat="1" lon="2">${TIME}</trkpt>`,
    `<trkpt lat="north" lon="2">${TIME}</trkpt>`,
    `<trkpt lat="1">${TIME}</trkpt>`,
    `<trkpt lat="1" lon="2"><time>soon</time></trkpt>`,
    `<trkpt lat="1" lon="2"/>`,
    `<trkpt lat="91" lon="181">${TIME}<ele>NaN</ele></trkpt>`,
  ];
  const { tracks, problems } = readTrackFile(gpx(`<trk/><trk><trkseg>\n${points.join('\n')}</trkseg></trk>`));
  assert.deepEqual(
    tracks[1]?.fixes.map(({ latitude }) => latitude),
    [1, 91],
  );
  const at = (point: number) => ({ line: 3 + point, track: 2, point });
  assert.deepEqual(
    problems.map(({ where, spoils, field, value }) => ({ where, spoils, field, value })),
    [
      { where: at(2), spoils: 'point', field: 'lat', value: 'north' },
      { where: at(3), spoils: 'point', field: 'lon', value: '' },
      { where: at(4), spoils: 'point', field: 'time', value: 'soon' },
      { where: at(5), spoils: 'point', field: 'time', value: '' },
      { where: at(6), spoils: 'field', field: 'ele', value: 'NaN' },
    ],
  );
});

test('gives points without a time the times it is told, and says that it did', () => {
  const untimed = '<trkpt lat="1" lon="2"/>';
  const file = gpx(
    `<trk><trkseg>${untimed}<trkpt lat="x" lon="2"/><trkpt lat="3" lon="4">${TIME}</trkpt>${untimed}</trkseg></trk>`,
  );
  const { tracks, problems } = readTrackFile(file, { missingTimes: { startAt: 1000, stepMs: 500 } });
  assert.deepEqual(
    tracks[0]?.fixes.map(({ recordedAt, attributes }) => [recordedAt, attributes]),
    [
      [1000, { timeEstimated: true }],
      [T0, {}],
      [2500, { timeEstimated: true }],
    ],
  );
  assert.equal(problems.length, 1);
});

test('gives what came before the file was cut off', () => {
  const whole = gpx(`<trk><trkseg>${`<trkpt lat="1" lon="2">${TIME}</trkpt>\n`.repeat(3)}`);
  const { tracks, problems } = readTrackFile(whole.slice(0, whole.lastIndexOf('</trkpt>')));
  assert.equal(tracks[0]?.fixes.length, 2);
  assert.deepEqual(
    problems.map(({ where, spoils, expected }) => [where.line, spoils, expected]),
    [[5, 'file', 'XML: </trkpt>']],
  );
});

for (const [what, file] of [
  ['a document type', '<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><gpx><trk/></gpx>'],
  ['elements that do not match', '<gpx><trk></trkseg></gpx>'],
  ['a second outermost element', '<gpx></gpx><gpx></gpx>'],
  ['an attribute without quotes', '<gpx><trk a=b></trk></gpx>'],
  ['elements nested without end', `<gpx>${'<a>'.repeat(1000)}`],
  ['a comment without end', '<gpx><!-- '],
] as const) {
  test(`says what is wrong with ${what}`, () => {
    const { format, problems } = readTrackFile(file);
    assert.deepEqual([format, problems.map(({ spoils }) => spoils)], ['gpx', ['file']]);
  });
}

test('says so where a file is not what it is said to be', () => {
  for (const format of ['gpx', 'kml', 'tcx'] as const) {
    const { tracks, problems } = readTrackFile('<html><name/></html>', { format });
    assert.deepEqual([tracks, problems.map(({ spoils }) => spoils)], [[], ['file']]);
    assert.equal(readTrackFile('<name></name>', { format }).problemCount, 1);
  }
});

test('leaves an entity that nobody declared as it is written', () => {
  assert.deepEqual(pointOf(`${TIME}<cmt>&lol; &#65;&#x42; &#xD800;</cmt>`).attributes, {
    comment: '&lol; AB &#xD800;',
  });
});
