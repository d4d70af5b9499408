import type { Measured } from '../presence/measured.ts';
import { openMap } from './open-map.ts';

const UPDATES = Number(process.env['TREKKER_BENCH_MAP_UPDATES'] ?? 2_000);
const TRACKERS = 10_000;
const PARTS = 5;
/** The heap of the last part may be so much larger than that of the second: what is kept for good shows over time. */
const MOST_GROWTH = 1.1;

/** Whether the page's heap stays flat however long trackers move. */
export async function measureHours(): Promise<Measured> {
  await using map = await openMap();
  const shown = await map.open('ours', TRACKERS);
  const rows: { updates: number; megabytes: number }[] = [];
  const each = Math.ceil(UPDATES / PARTS);
  for (let updates = each; updates <= each * PARTS; updates += each) {
    await shown.evaluate((bench, count) => bench.rush(count), each);
    rows.push({ updates, megabytes: Number(((await map.heapBytes()) / 1e6).toFixed(1)) });
  }
  // Until the second part the page still warms up.
  const growth = (rows.at(-1)?.megabytes ?? Number.NaN) / (rows[1]?.megabytes ?? Number.NaN);
  const targets = [{ measure: 'growth of the heap', value: growth, target: MOST_GROWTH, met: growth <= MOST_GROWTH }];
  return { tables: { heap: rows, targets }, figures: { trackers: TRACKERS, rows, targets } };
}
