import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readTrackFile } from './read-track-file.ts';
import { TRACK_FILE_FORMATS, type RecordedTrack } from './track-file.ts';
import { writeTrackFile } from './write-track-file.ts';
import { writeTrackFilePart } from './write-track-file-part.ts';

const fixOf = (second: number) => ({
  identifier: 'bus-1',
  recordedAt: 1_700_000_000_000 + second * 1_000,
  latitude: 52.5 + second / 1e4,
  longitude: 13.4,
  speedMetersPerSecond: 3,
  attributes: { note: 'a <b> & "c"' },
});
const track = (...seconds: number[]): RecordedTrack => ({ name: null, fixes: seconds.map(fixOf) });

for (const format of TRACK_FILE_FORMATS) {
  test(`parts of ${format} make one file that reads back whole`, () => {
    const tracks = [track(0, 1), track(2, 3, 4), track(5, 6)];
    const parts = tracks.map((one, index) =>
      writeTrackFilePart(format, [one], { isFirst: index === 0, isLast: index === 2 }),
    );
    const file = readTrackFile(parts.join(''));
    assert.deepEqual([file.format, file.problems], [format, []]);
    assert.deepEqual(
      file.tracks.flatMap(({ fixes }) => fixes),
      [0, 1, 2, 3, 4, 5, 6].map(fixOf),
    );
  });

  test(`one part of ${format} is the file, with and without tracks, and an empty last part closes it`, () => {
    const only = { isFirst: true, isLast: true };
    for (const tracks of [[], [track(0, 1)]]) {
      assert.equal(writeTrackFilePart(format, tracks, only), writeTrackFile(format, tracks));
    }
    const parts = [
      writeTrackFilePart(format, [track(0, 1)], { isFirst: true, isLast: false }),
      writeTrackFilePart(format, [], { isFirst: false, isLast: true }),
    ];
    assert.equal(parts.join(''), writeTrackFile(format, [track(0, 1)]));
  });
}
