import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readTrackFile } from './read-track-file.ts';
import { type RecordedFix, TRACK_FILE_FORMATS } from './track-file.ts';
import { writeTrackFile } from './write-track-file.ts';

const fixes = [0, 1, 2].map((at): RecordedFix => ({
  identifier: 'bus 7',
  recordedAt: 1_700_000_000_000 + at,
  latitude: at,
  longitude: -at,
  speedMetersPerSecond: 1.5,
  attributes: { alarm: 'sos', text: '<"&,;\n' },
}));
const tracks = [
  { name: 'a', fixes },
  { name: 'b', fixes: fixes.slice(0, 1) },
];

/** Reads a file with everything that readers may be told. */
function readAnyhow(file: string | Uint8Array): void {
  readTrackFile(file);
  for (const format of TRACK_FILE_FORMATS) {
    const { problems, problemCount } = readTrackFile(file, { format, missingTimes: { startAt: 0, stepMs: 1 } });
    assert.equal(problems.length, problemCount);
    assert.ok(problems.every(({ value }) => value.length <= 100));
  }
}

test('reads any bytes and any text without throwing', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), readAnyhow));
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), readAnyhow));
});

const snippets = fc.constantFrom(
  ...'<gpx> </gpx> <trk> </trk> <trkseg> <trkpt lat="1" lon="2"> <trkpt/> </trkpt> <time> </time> <!-- --> <![CDATA[ ]]> <?xml ?> <!DOCTYPE &amp; & < > " \' <kml> <Placemark> </Placemark> <gx:Track> </gx:Track> <when> <gx:coord> 1,2 <TimeSpan> <TrainingCenterDatabase> <Activity> <Trackpoint> </Trackpoint>'.split(
    ' ',
  ),
  ...'{ } [ ] : , "type" "Feature" "FeatureCollection" "features" "geometry" "coordinates" "LineString" "Point" "properties" "coordTimes" null 1e999 -0 lat lon time ; 1 0 \n \r\n \t '.split(
    ' ',
  ),
);

test('reads any pieces of the formats without throwing', () => {
  fc.assert(fc.property(fc.array(snippets, { maxLength: 40 }), (pieces) => readAnyhow(pieces.join(''))));
});

for (const format of TRACK_FILE_FORMATS) {
  const bytes = new TextEncoder().encode(writeTrackFile(format, tracks));

  test(`reads a ${format} file that is cut off at any byte, and no point that is not in it`, () => {
    const places = new Set(fixes.map(({ latitude, longitude }) => `${latitude} ${longitude}`));
    for (let end = 0; end < bytes.length; end++) {
      const read = readTrackFile(bytes.subarray(0, end), { format }).tracks.flatMap((track) => track.fixes);
      assert.ok(read.length <= fixes.length + 1);
      // Numbers of a table may themselves be cut off, as nothing marks their end.
      const whole = format === 'csv' ? read.slice(0, -1) : read;
      assert.ok(whole.every(({ latitude, longitude }) => places.has(`${latitude} ${longitude + 0}`)));
    }
  });

  test(`reads a ${format} file in which any byte was changed`, () => {
    const changes = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(changes, ([at, byte]) => {
        readTrackFile(bytes.with(at, byte), { format });
        readTrackFile(bytes.with(at, byte));
      }),
      { numRuns: 300 },
    );
  });
}

test('reads no more points than it is told, and says that there are more', () => {
  const { tracks: read, problems } = readTrackFile(writeTrackFile('gpx', tracks), { mostPoints: 2 });
  assert.deepEqual([read.map((track) => track.fixes.length), problems[0]?.value], [[2, 0], '4 points']);
});

test('lists no more problems than fit into memory, and counts them all', () => {
  const { problems, problemCount } = readTrackFile(`lat,lon,time\n${'x\n'.repeat(100_100)}`);
  assert.deepEqual([problems.length, problemCount], [100_000, 100_100]);
});

const LONG = 300_000;

/** Texts that cost a reader the square of their length where it looks at a character more than a few times. */
const COSTLY: Readonly<Record<string, string>> = {
  'openings of tags': '<gpx>' + '<'.repeat(LONG),
  'blanks in a tag': `<gpx${' '.repeat(LONG)}x`,
  'names in a tag': `<gpx ${'a'.repeat(LONG)}`,
  'attributes of a tag': `<gpx ${'a="b" '.repeat(LONG / 6)}`,
  'beginnings of comments': '<gpx>' + '<!-- '.repeat(LONG / 5),
  'beginnings of references': `<gpx><trk><name>${'&#'.repeat(LONG / 2)}</name></trk></gpx>`,
  'digits of a number': `<gpx><trk><trkpt lat="${'1'.repeat(LONG)}x" lon="2"/></trk></gpx>`,
  'problems in one line': `<gpx><trk>${'<trkpt/>'.repeat(LONG / 8)}${' '.repeat(10 * LONG)}</trk></gpx>`,
  'lines, and a problem in each': `<gpx><trk>${'<trkpt/>\n'.repeat(LONG / 9)}</trk></gpx>`,
  'points of a line without time': `<kml><Placemark><LineString><coordinates>${'1,2 '.repeat(LONG / 4)}</coordinates></LineString></Placemark></kml>`,
  'blanks in a coordinate': `lat,lon,time\n1${' '.repeat(LONG)}N x,2,0`,
  'blanks in a time': `lat,lon,time\n1,2,1${' '.repeat(LONG)}x`,
  'a name of a column': `{"lat":1,"lon":2,"time":0,"${'ft'.repeat(LONG / 2)}x":1}`,
  'brackets of JSON': `{"type":"Feature","a":${'['.repeat(LONG)}`,
  quotes: `lat,lon,time\n${'"'.repeat(LONG)}`,
};

for (const [what, text] of Object.entries(COSTLY)) {
  test(`reads many ${what} in time that grows with their number only`, { timeout: 20_000 }, () => {
    readTrackFile(text);
  });
}
