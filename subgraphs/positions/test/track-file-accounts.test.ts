import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { readTrackFile, TRACK_FILE_FORMATS, writeTrackFile } from '@trekker/protocols';

import { accountOf, assertWell, complaints, onDisk, sumOf, type Account } from './accounts.ts';
import { EXTREME_JSON, full, inLanes, mutations, seed, truncations } from './disturbances.ts';
import { startPositions, type TestPositions } from './positions.ts';

const CHANGED = full ? 1_000 : 20;
/** Files are long. */
const EVERY_BYTES = 16;
/** As many files as may be under way at once. */
const LANES = 4;

let site: TestPositions;
const { lines, log } = complaints();
before(async () => void (site = await startPositions({}, log)));
after(() => site[Symbol.asyncDispose]());

const IDENTIFIER = 'bus-1';
const MINUTE = Math.floor(Date.now() / 60_000) * 60_000 - 60_000;

/** A track with good points and others that cannot be: in the year 9999, before all satellites, beyond the pole. */
const FIXES = [
  { recordedAt: MINUTE, latitude: 52.5, longitude: 13.4 },
  { recordedAt: MINUTE + 1_000, latitude: -90, longitude: 180, speedMetersPerSecond: 3, altitudeMeters: -0 },
  { recordedAt: Date.UTC(9999, 11, 31), latitude: 52.5, longitude: 13.4 },
  { recordedAt: 0, latitude: 52.5, longitude: 13.4 },
].map((fix) => ({ identifier: IDENTIFIER, attributes: { note: 'a "b" <c> 😀' }, ...fix }));

interface Imported {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** Lines of NDJSON and features of GeoJSON with extreme values. */
const EXTREMES: Readonly<Record<string, readonly string[]>> = {
  ndjson: EXTREME_JSON.flatMap((value) =>
    ['latitude', 'longitude', 'time', 'speed', 'attributes', '__proto__'].map(
      (field) => `{"time":${MINUTE},"latitude":1,"longitude":1,"${field}":${value}}\n`,
    ),
  ),
  geojson: EXTREME_JSON.flatMap((value) => [
    `{"type":"Feature","geometry":{"type":"Point","coordinates":[1,${value}]},"properties":{"time":${MINUTE}}}`,
    `{"type":"Feature","geometry":{"type":"Point","coordinates":[1,1]},"properties":{"time":${value}}}`,
    `{"type":"Feature","geometry":${value},"properties":${value}}`,
  ]),
};

for (const format of TRACK_FILE_FORMATS) {
  test(`accounts for every point of a file of ${format}`, async (t) => {
    const tenant = await site.tenant();
    const trackerId = await tenant.tracker(IDENTIFIER);
    const before = accountOf(site, 'import');
    const whole = Buffer.from(writeTrackFile(format, [{ name: 'tour', fixes: FIXES }]));
    const cut = truncations(whole, EVERY_BYTES);
    const extreme = (EXTREMES[format] ?? []).map((text) => Buffer.from(text));
    const files = [whole, whole, ...cut, ...mutations(whole, CHANGED), ...extreme];
    const told = { accepted: 0, duplicate: 0, rejected: 0 };
    let unreadable = 0;
    await inLanes(files, LANES, async (file) => {
      const zipped = file.length % 2 === 0;
      const response = await fetch(`${tenant.door}/v1/tracks?tracker=${IDENTIFIER}&format=${format}`, {
        method: 'POST',
        headers: zipped ? { 'content-encoding': 'gzip' } : {},
        body: Buffer.from(zipped ? gzipSync(file) : file),
      });
      const text = await response.text();
      assert.match(String(response.status), /^(200|400|404)$/u, text);
      const { accepted, duplicates, rejected } = JSON.parse(text) as Imported;
      const read = readTrackFile(file, { format, identifier: IDENTIFIER });
      const bad = read.problems.filter(({ spoils }) => spoils === 'point').length;
      const good = read.tracks.reduce((sum, { fixes }) => sum + fixes.length, 0);
      assert.equal(accepted + duplicates + rejected, good + bad);
      unreadable += bad;
      told.accepted += accepted;
      told.duplicate += duplicates;
      told.rejected += rejected;
    });
    const account = difference(accountOf(site, 'import'), before);
    t.diagnostic(`TREKKER_TEST_SEED=${seed} ${files.length}: ${JSON.stringify({ account, unreadable })}`);
    const { accepted = 0, duplicate = 0, quarantined = 0, refused = 0 } = account;
    assert.deepEqual({ accepted, duplicate, rejected: quarantined + refused + unreadable }, told);
    assert.equal(sumOf(account), accepted + duplicate + quarantined + refused);
    const disk = await onDisk(site, { tenantId: tenant.tenantId, trackerId });
    assert.deepEqual(disk, { stored: accepted, quarantined });
    assert.ok(accepted >= 2 && duplicate >= 2 && quarantined >= 2);
    await assertWell(site, lines);
  });
}

/** What was added to an account since. */
function difference(now: Account, before: Account): Account {
  const names = Object.keys(now) as (keyof Account)[]; // the keys of an account are outcomes
  return Object.fromEntries(names.map((name) => [name, (now[name] ?? 0) - (before[name] ?? 0)]));
}
