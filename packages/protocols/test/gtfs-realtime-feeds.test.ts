import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeVehiclePositions } from '@trekker/protocols';

const FOLDER = 'devices/gtfs-rt';
const path = join(import.meta.dirname, '../../../../shared/data', FOLDER);

/** What a feed holds; times are Unix seconds. */
interface ExpectedFeed {
  readonly file: string;
  readonly timestamp: number;
  readonly vehicles: number;
  readonly zero_zero: number;
  readonly first: { readonly id: string; readonly lat: number; readonly lon: number; readonly t: number };
}

if (!existsSync(path)) {
  test('agrees with recorded feeds of buses', { skip: `needs shared/data/${FOLDER}` });
} else {
  const feeds: ExpectedFeed[] = JSON.parse(readFileSync(join(path, 'expected.json'), 'utf8'));

  test('knows recorded feeds', () => assert.ok(feeds.length > 0));
  for (const feed of feeds) test(`agrees with the feed ${feed.file}`, () => agree(feed));
}

function agree({ file, timestamp, vehicles, zero_zero, first }: ExpectedFeed): void {
  const feed = decodeVehiclePositions(readFileSync(join(path, file)));
  assert.equal(feed.kind, 'feed');
  assert.equal(feed.publishedAt, timestamp * 1000);
  assert.deepEqual([feed.deleted, feed.ignored], [[], 0]);
  const fixes = feed.vehicles.map(({ result }) => (result.kind === 'fix' ? result.fix : assert.fail(result.kind)));
  assert.equal(fixes.length + feed.duplicates, vehicles);
  assert.equal(fixes.filter(({ latitude, longitude }) => latitude === 0 && longitude === 0).length, zero_zero);
  const [{ identifier, latitude, longitude, recordedAt } = assert.fail('no vehicle')] = fixes;
  assert.deepEqual([identifier, latitude, longitude, recordedAt], [first.id, first.lat, first.lon, first.t * 1000]);
}
