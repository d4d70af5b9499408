import assert from 'node:assert/strict';

import { createLogger } from '@trekker/kit';

import type { Api } from '../src/demo/api.ts';
import { ambiguousFixes } from '../src/replay/ambiguous-fixes.ts';
import { installTrackers } from '../src/replay/install-trackers.ts';
import { installZones } from '../src/replay/install-zones.ts';
import { startOwnProduct } from '../src/replay/own-product.ts';
import { readFixes } from '../src/replay/read-fixes.ts';
import { readTruth } from '../src/replay/read-truth.ts';
import { readZones } from '../src/replay/read-zones.ts';
import type { RecordedFix } from '../src/replay/recorded-fix.ts';
import { sendFixes } from '../src/replay/send-fixes.ts';
import { readHeadcounts, type ExpectedCount } from './replay/read-headcounts.ts';
import { CABS, dataPath, EVENTS, full, HEADCOUNT, testWithData, ZONES } from './replay/recorded-data.ts';

const LIMIT = full ? Number.POSITIVE_INFINITY : 15_000;
const STALE_SECONDS = 900;
/** Name of a zone's twin in which silence makes people stale. */
const twinOf = (zone: string) => `${STALE_SECONDS}/${zone}`;

testWithData('occupancy of recorded cabs agrees with a brute-force count at every instant', async (t) => {
  const fixes = await readFixes(dataPath(CABS), LIMIT);
  const named = new Set((await readTruth(dataPath(EVENTS))).map(({ zone }) => zone));
  const zones = (await readZones(ZONES)).filter(({ name }) => named.has(name));
  await using product = await startOwnProduct(createLogger('warn'));
  const api = await product.api();
  await installTrackers(
    api,
    fixes.map(({ identifier }) => identifier),
  );
  const plain = await installZones(api, zones, { rules: 'plain' });
  const twins = zones.map((zone) => ({ ...zone, name: twinOf(zone.name) }));
  const stale = await installZones(api, twins, { rules: 'plain', staleAfterSeconds: STALE_SECONDS });
  const idOf = new Map([...plain.names, ...stale.names].map(([id, name]) => [name, id]));
  await sendFixes({ fixes, door: () => product.door });
  assert.ok(await product.caughtUp(600_000), 'everything was derived from');

  const reader = await product.api();
  const mayDiffer = ambiguousCabs(fixes, zones);
  const end = fixes.at(-1)?.at ?? 0;
  const tally = { compared: 0, explained: 0, differences: [] as string[] };
  for (const [at, counts] of await readHeadcounts(dataPath(HEADCOUNT))) {
    if (at >= end) continue; // cabs of that second may not have been sent
    const occupancy = await readOccupancy(reader, at);
    for (const zone of named) {
      const found = [zone, twinOf(zone)].flatMap((name) => occupancy.get(idOf.get(name) ?? '') ?? [-1, -1]);
      const off = distance(expectedOf(counts.get(zone)), found);
      tally.compared += 1;
      if (off > 0 && off <= mayDiffer(zone, at)) tally.explained += 1;
      else if (off > 0) tally.differences.push(`${new Date(at).toISOString()} ${zone}: got ${found.join()}`);
    }
  }
  t.diagnostic(`${tally.compared} headcounts compared, ${tally.explained} differences explained`);
  assert.ok(tally.compared > 0);
  assert.deepEqual(tally.differences, []);
});

/** Present and stale in the zone, then in its twin. */
function expectedOf({ lastKnown, within900 }: ExpectedCount = { lastKnown: 0, within900: 0 }): number[] {
  return [lastKnown, 0, within900, lastKnown - within900];
}

/** How far two lists of counts are apart where they are furthest. */
function distance(expected: readonly number[], found: readonly number[]): number {
  return Math.max(...expected.map((count, index) => Math.abs(count - (found[index] ?? Number.POSITIVE_INFINITY))));
}

/** How many cabs could be counted either way: those whose last fix lies on the zone's boundary. */
function ambiguousCabs(fixes: readonly RecordedFix[], zones: Parameters<typeof ambiguousFixes>[1]) {
  const isAmbiguous = ambiguousFixes(fixes, zones);
  const tracks = Map.groupBy(fixes, ({ identifier }) => identifier);
  return (zone: string, at: number) =>
    [...tracks].filter(([identifier, track]) => {
      const last = track.findLast((fix) => fix.at <= at);
      return last && isAmbiguous({ identifier, zone, from: last.at, to: last.at + 1 });
    }).length;
}

/** Present and stale of every zone, by its id. */
async function readOccupancy(api: Api, at: number): Promise<Map<string, [number, number]>> {
  const asOf = new Date(at).toISOString();
  const { occupancy } = await api.run<OccupancyData>(OCCUPANCY, { asOf });
  return new Map(occupancy.zones.map(({ zone, headcount }) => [zone.id, [headcount.present, headcount.stale]]));
}

const OCCUPANCY = `query ReplayOccupancy($asOf: DateTime!) {
  occupancy(asOf: $asOf) { zones { zone { id } headcount { present stale } } }
}`;

interface OccupancyData {
  readonly occupancy: {
    readonly zones: readonly {
      readonly zone: { readonly id: string };
      readonly headcount: { readonly present: number; readonly stale: number };
    }[];
  };
}
