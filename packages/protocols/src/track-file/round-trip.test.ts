import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { readTrackFile } from './read-track-file.ts';
import { type RecordedFix, type RecordedTrack, TRACK_FILE_FORMATS, type TrackFileFormat } from './track-file.ts';
import { writeTrackFile } from './write-track-file.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
/** Text that XML can say and that a name or identifier may be. */
const label = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() === text && text.length <= 100 && !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text));
const text = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((value) => !/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(value));
const attributes = fc.dictionary(
  fc.oneof(text, fc.constantFrom('satellites', 'hdop', 'alarm', '__proto__', 'time', 'speed')),
  fc.oneof(number, fc.boolean(), text, fc.constantFrom('12', '007', 'true', ' blank ', 'a\r\nb')),
  { maxKeys: 4, noNullPrototype: true },
);

const points = fc.record(
  {
    recordedAt: fc.integer({ min: Date.UTC(1000, 0), max: Date.UTC(9999, 11, 31) }),
    latitude: number,
    longitude: number,
    altitudeMeters: number,
    accuracyMeters: number,
    speedMetersPerSecond: number,
    headingDegrees: number,
    batteryPercent: number,
    attributes,
  },
  { requiredKeys: ['recordedAt', 'latitude', 'longitude', 'attributes'], noNullPrototype: true },
);

const tracks: fc.Arbitrary<RecordedTrack> = fc
  .tuple(fc.option(label), label, fc.array(points, { maxLength: 5 }))
  .map(([name, identifier, fixes]) => ({ name, fixes: fixes.map((fix): RecordedFix => ({ identifier, ...fix })) }));

const files = fc.uniqueArray(tracks, {
  maxLength: 4,
  selector: ({ name, fixes }) => JSON.stringify([name, fixes[0]?.identifier]),
});

/** What a format cannot say of them is taken away. */
function sayable(format: TrackFileFormat, given: readonly RecordedTrack[]): readonly RecordedTrack[] {
  return format === 'csv' || format === 'ndjson' ? given.filter(({ fixes }) => fixes.length > 0) : given;
}

for (const format of TRACK_FILE_FORMATS) {
  test(`reads back every track it writes as ${format}, and tells the format by itself`, () => {
    fc.assert(
      fc.property(files, (given) => {
        const expected = sayable(format, given);
        const written = writeTrackFile(format, given);
        assert.deepEqual(
          readTrackFile(written, { format }),
          { format, tracks: expected, problems: [], problemCount: 0 },
          written,
        );
        if (written.startsWith('<')) assert.equal(XMLValidator.validate(written), true);
        // An empty file of lines does not say what it is.
        if (expected.length > 0) assert.equal(readTrackFile(new TextEncoder().encode(written)).format, format);
      }),
      { numRuns: 150 },
    );
  });

  test(`gives the fixes of a ${format} file to the tracker it is told`, () => {
    const fix = { identifier: 'a', recordedAt: 0, latitude: 1, longitude: 2, attributes: {} };
    const written = writeTrackFile(format, [{ name: 'walk', fixes: [fix, { ...fix, recordedAt: 1000 }] }]);
    const { tracks } = readTrackFile(written, { identifier: 'b' });
    assert.deepEqual(
      tracks.flatMap(({ fixes }) => fixes.map(({ identifier }) => identifier)),
      ['b', 'b'],
    );
  });
}
