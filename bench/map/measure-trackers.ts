import type { Measured } from '../presence/measured.ts';
import type { Frames } from './bench-map.ts';
import { openMap, type MapPage } from './open-map.ts';

const UPDATES = Number(process.env['TREKKER_BENCH_MAP_ROUNDS'] ?? 25);
const SIZES = (process.env['TREKKER_BENCH_MAP_TRACKERS'] ?? '1000,10000,100000').split(',').map(Number);
const WARM_UP = 4;
const TARGETS = { handed10k: 2, handed100k: 10, shareOfSetData: 0.1, interaction: 200 };

interface Row {
  readonly trackers: number;
  readonly map: 'ours' | 'peer';
  /** Milliseconds to take an event in. */
  readonly appliedMedian: number;
  /** Milliseconds from what is known to what the map was handed. */
  readonly handedMedian: number;
  readonly handedP95: number;
  readonly frameMedian: number;
  /**
   * All that the main thread did to show an update: frames and what the worker answers included; taking it in, which
   * the peer does not do, the wait for what is painted elsewhere and the benchmark's own work left out.
   */
  readonly shownMean: number;
}

/** What an update of trackers that all move costs, beside `setData` of the same points. */
export async function measureTrackers(): Promise<Measured> {
  await using map = await openMap();
  const rows: Row[] = [];
  for (const trackers of SIZES) {
    for (const kind of ['ours', 'peer'] as const) rows.push(await measure(map, kind, trackers));
  }
  const interaction = await slowestInteraction(map);
  const of = (trackers: number, kind: Row['map']) => rows.find((row) => row.trackers === trackers && row.map === kind);
  const share = (of(10_000, 'ours')?.shownMean ?? Infinity) / (of(10_000, 'peer')?.shownMean ?? 0);
  const targets = [
    {
      measure: 'handing an update to the map, 10,000, p95 ms',
      value: of(10_000, 'ours')?.handedP95,
      target: TARGETS.handed10k,
    },
    {
      measure: 'handing an update to the map, 100,000, p95 ms',
      value: of(100_000, 'ours')?.handedP95,
      target: TARGETS.handed100k,
    },
    { measure: 'main thread per update, share of setData, 10,000', value: share, target: TARGETS.shareOfSetData },
    { measure: 'interaction to next paint, 10,000, ms', value: interaction, target: TARGETS.interaction },
  ].map((row) => ({ ...row, met: (row.value ?? Infinity) <= row.target }));
  return { tables: { updates: rows, targets }, figures: { updates: UPDATES, rows, targets } };
}

async function measure(map: MapPage, kind: Row['map'], trackers: number): Promise<Row> {
  const shown = await map.open(kind, trackers);
  const update = (times: number) =>
    shown.evaluate(async (bench, count) => {
      const all: Frames[] = [];
      for (let round = 0; round < count; round++) all.push(await bench.update());
      return all;
    }, times);
  await update(WARM_UP);
  let all: Frames[] = [];
  const work = await map.workOf(async () => (all = await update(UPDATES)));
  const rest = await map.workOf(() =>
    shown.evaluate(async (bench, count) => {
      for (let round = 0; round < count; round++) await bench.rest();
    }, UPDATES),
  );
  const each = (value: (frames: Frames) => number) => all.map(value);
  return {
    trackers,
    map: kind,
    appliedMedian: part(
      each(({ applied }) => applied),
      0.5,
    ),
    handedMedian: part(
      each(({ handed }) => handed),
      0.5,
    ),
    handedP95: part(
      each(({ handed }) => handed),
      0.95,
    ),
    frameMedian: part(
      all.flatMap(({ frames }) => frames),
      0.5,
    ),
    shownMean: Number(((work - rest - sumOf(each(({ applied }) => applied))) / UPDATES).toFixed(2)),
  };
}

/** Milliseconds until the slowest of some clicks and drags on a map of 10,000 moving trackers was painted. */
async function slowestInteraction(shownMap: MapPage): Promise<number> {
  const { page } = shownMap;
  const shown = await shownMap.open('ours', 10_000);
  await shown.evaluate(async (bench, count) => {
    for (let round = 0; round < count; round++) await bench.update();
  }, WARM_UP);
  await page.evaluate(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'event',
      durationThreshold: 16,
      buffered: false,
    } as PerformanceObserverInit);
    Object.assign(globalThis, { seen });
  });
  const moving = shown.evaluate(async (bench) => {
    for (let round = 0; round < 12; round++) await bench.update();
  });
  for (let click = 0; click < 6; click++) {
    await page.mouse.click(400 + click * 60, 300 + click * 20);
    await page.waitForTimeout(400);
  }
  await moving;
  return page.evaluate(() => Math.max(0, ...(globalThis as unknown as { seen: number[] }).seen));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function part(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return Number(value.toFixed(2));
}
