import assert from 'node:assert/strict';

import { parseShape, signedDistanceMeters } from '@trekker/geo';
import { createLogger } from '@trekker/kit';

import { csvRows } from '../src/replay/csv-rows.ts';
import { installTrackers } from '../src/replay/install-trackers.ts';
import { installZones } from '../src/replay/install-zones.ts';
import { startOwnProduct } from '../src/replay/own-product.ts';
import { readText } from '../src/replay/read-text.ts';
import type { RecordedZone } from '../src/replay/read-zones.ts';
import type { RecordedFix } from '../src/replay/recorded-fix.ts';
import { sendFixes } from '../src/replay/send-fixes.ts';
import { dataPath, testWithData, WALKERS } from './replay/recorded-data.ts';

/** Degrees around the zone that hold every walker. */
const AROUND = 0.01;
/** Positions are kept to 1e-7 of a degree, and recorded more finely: so near to a boundary they may change sides. */
const ROUNDING_METERS = 0.01;

testWithData(
  'walkers recorded four times a second are counted as brute force does, from their positions alone',
  async (t) => {
    const fixes = await walkers();
    const [band, anywhere] = await zonesOf(WALKERS.zone);
    await using product = await startOwnProduct(createLogger('warn'));
    const api = await product.api();
    await installTrackers(
      api,
      fixes.map(({ identifier }) => identifier),
    );
    const { names, refused } = await installZones(api, [band, anywhere], { rules: 'plain', staleAfterSeconds: 1 });
    assert.deepEqual(refused, []);
    await sendFixes({ fixes, door: () => product.door });
    assert.ok(await product.caughtUp(120_000), 'everything was derived from');

    const reader = await product.api();
    let mayDiffer = 0;
    const rows = [...csvRows(await readText(dataPath(WALKERS.counted)))];
    for (const row of rows) {
      const at = row.number('t_ms');
      const asOf = new Date(at).toISOString();
      const { occupancy } = await reader.run<OccupancyData>(OCCUPANCY, { asOf });
      const present = new Map(occupancy.zones.map(({ zone, headcount }) => [names.get(zone.id), headcount.present]));
      assert.equal(present.get(anywhere.name), row.number('seen_last_1s'), asOf);
      const unsure = onBoundary(fixes, band, at);
      mayDiffer += unsure;
      const off = Math.abs((present.get(band.name) ?? -1) - row.number('inside_last_1s'));
      assert.ok(off <= unsure, `${asOf}: ${present.get(band.name)} and not ${row.number('inside_last_1s')} are inside`);
    }
    t.diagnostic(`${rows.length} headcounts of ${fixes.length} fixes, of which ${mayDiffer} could be one more or less`);
    assert.ok(rows.length > 80 && mayDiffer < rows.length / 4);
  },
  Object.values(WALKERS),
);

async function walkers(): Promise<RecordedFix[]> {
  return [...csvRows(await readText(dataPath(WALKERS.fixes)))].map((row) => ({
    identifier: `walker-${row.text('id')}`,
    at: row.number('t_ms'),
    latitude: row.number('lat'),
    longitude: row.number('lon'),
  }));
}

/** The zone of a file, and one around it in which everybody is who is seen. */
async function zonesOf(file: string): Promise<[RecordedZone, RecordedZone]> {
  const { geometry } = JSON.parse(await readText(dataPath(file)));
  const [longitude, latitude] = geometry.coordinates[0][0];
  const [west, east] = [longitude - AROUND, longitude + AROUND];
  const [south, north] = [latitude - AROUND, latitude + AROUND];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return [
    { name: 'band', boundary: geometry },
    { name: 'anywhere', boundary: { type: 'Polygon', coordinates: [ring] } },
  ];
}

/** How many are seen so near to the boundary of a zone that they may be counted or not. */
function onBoundary(fixes: readonly RecordedFix[], { boundary }: RecordedZone, at: number): number {
  const parsed = parseShape(boundary);
  assert.ok(parsed.kind === 'valid');
  const last = new Map(fixes.filter((fix) => fix.at <= at && fix.at >= at - 1_000).map((fix) => [fix.identifier, fix]));
  return [...last.values()].filter((fix) => Math.abs(signedDistanceMeters(parsed.shape, fix)) < ROUNDING_METERS).length;
}

const OCCUPANCY = `query WalkersOccupancy($asOf: DateTime!) {
  occupancy(asOf: $asOf) { zones { zone { id } headcount { present } } }
}`;

interface OccupancyData {
  readonly occupancy: {
    readonly zones: readonly {
      readonly zone: { readonly id: string };
      readonly headcount: { readonly present: number };
    }[];
  };
}
