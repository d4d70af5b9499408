import { DAY_MS, dayOf, openHistory, startOfDay, type TestHistory } from '@trekker/positions/testing';

import { createPeer, loadDays, nameTrackers, POSITIONS_PER_DAY, type Loaded } from './history/load-days.ts';
import { measureLatest } from './history/measure-latest.ts';
import { measureDays, measureReads } from './history/measure-reads.ts';
import { measureSizes } from './history/measure-sizes.ts';
import { measureStart } from './history/measure-start.ts';
import { multiplyDays } from './history/multiply-days.ts';
import { rounded, timed } from './history/timing.ts';
import { databaseUrl, withDatabase } from './presence/late/with-database.ts';

// What closed days of history take on disk and how fast they answer, beside a plain table with a primary key in the same
// PostgreSQL. `node bench/history.ts [positions]`: about a million by default, ten million with TREKKER_TEST_SCALE=full.
// Measured twice: with one day of all trackers, and with ten. `node bench/history.ts 10000000 10` measures once more with ten
// times as many, whose packed days are copies for further trackers.

/** Who is where now, and who was in an area, may at least cost no more than beside us. */
const TARGETS = { bytesRatio: 15, dayRatio: 5, areaRatio: 1, latestRatio: 1, growth: 1.3 };
const DAYS = 10;
/** No day is packed sooner. */
const PACKED_AFTER_DAYS = 4;

const wanted = Number(process.argv[2] ?? (process.env['TREKKER_TEST_SCALE'] === 'full' ? 10_000_000 : 1_000_000));
if (!(wanted >= 10_000)) throw new Error(`positions must be a number from 10000, got ${process.argv[2]}`);
const times = Number(process.argv[3] ?? 1);
if (!(Number.isInteger(times) && times >= 1))
  throw new Error(`times must be a whole number from 1, got ${process.argv[3]}`);
const trackers = Math.max(3, Math.round(wanted / DAYS / POSITIONS_PER_DAY));

await withDatabase(async (address) => {
  process.env['TREKKER_TEST_DATABASE_URL'] = databaseUrl(address); // where the history makes its database
  await using history = await openHistory();
  await createPeer(history);
  const last = startOfDay(dayOf(Date.now() - PACKED_AFTER_DAYS * DAY_MS));
  const days = Array.from({ length: DAYS }, (_, index) => last - (DAYS - 1 - index) * DAY_MS);
  const named = nameTrackers(trackers);
  const small = await stage(history, { ...named, days: days.slice(0, 1), positions: 0 }, days.slice(0, 1));
  const large = await stage(history, { ...named, days, positions: small.positions }, days.slice(1));
  const latest = await measureLatest(history);
  report(small, large, latest);
  if (times > 1) await multiplied(history, { ...named, days, positions: large.positions }, large);
});

type Stage = Awaited<ReturnType<typeof stage>>;

/** Loads and packs further days, then measures everything. */
async function stage(history: TestHistory, all: Loaded, further: readonly number[]) {
  const positions = all.positions + (await loadDays(history, { ...all, days: further }));
  const packing = await timed(() => history.pack());
  console.error(`packed in ${Math.round(packing.ms)} ms`);
  const sizes = await measureSizes(history, positions);
  const reads = await measureReads(history, { ...all, positions });
  return {
    positions,
    packedPerSecond: Math.round((positions - all.positions) / (packing.ms / 1_000)),
    sizes,
    reads,
    startMs: await measureStart(history),
  };
}

/** What a tracker's day takes, and how long a start does, with so many times as many positions. */
async function multiplied(history: TestHistory, all: Loaded, before: Stage): Promise<void> {
  const positions = await multiplyDays(history, all, times);
  const reads = await measureDays(history, all);
  const startMs = await measureStart(history);
  const growth = {
    path: rounded(reads.path.ours.cpu / before.reads.path.ours.cpu),
    rows: rounded(reads.rows.ours.cpu / before.reads.rows.ours.cpu),
    start: rounded(startMs / before.startMs),
  };
  console.log(`\nhistory: ${times} times as many, the plain table as before`);
  console.table(Object.entries(reads).map(([question, comparison]) => rowOf({ positions, question, comparison })));
  console.table([growth]);
  const met = growth.path <= TARGETS.growth && growth.rows <= TARGETS.growth && growth.start <= TARGETS.growth;
  console.log(JSON.stringify({ bench: 'history, multiplied', positions, reads, startMs, growth, met }));
}

type Comparison = Awaited<ReturnType<typeof measureLatest>>;

function rowOf({ comparison, ...row }: { positions: number | string; question: string; comparison: Comparison }) {
  const { ours, peer, ratio, cpuRatio } = comparison;
  const theirs = { 'peer p50': peer.p50, 'peer p95': peer.p95, 'peer cpu': peer.cpu };
  return { ...row, ...ours, ...theirs, ratio, 'ratio of cpu': cpuRatio };
}

// oxlint-disable-next-line max-params -- what was measured, in its order
function report(small: Stage, large: Stage, latest: Comparison): void {
  const stages = [small, large];
  console.log('\nhistory: bytes on disk for each position');
  console.table(stages.map(({ positions, sizes, packedPerSecond }) => ({ positions, ...sizes, packedPerSecond })));
  console.log('\nhistory: milliseconds a question, ours and the plain table beside it');
  const rows = stages.flatMap(({ positions, reads }) =>
    Object.entries(reads).map(([question, comparison]) => rowOf({ positions, question, comparison })),
  );
  console.table([...rows, rowOf({ positions: '10,000 trackers', question: 'latest', comparison: latest })]);
  const growth = {
    path: rounded(large.reads.path.ours.cpu / small.reads.path.ours.cpu),
    rows: rounded(large.reads.rows.ours.cpu / small.reads.rows.ours.cpu),
    start: rounded(large.startMs / small.startMs),
  };
  console.log('\nhistory: ten times the history costs, as a factor');
  console.table([growth]);
  const met = {
    bytes: large.sizes.ratio >= TARGETS.bytesRatio,
    day: large.reads.path.cpuRatio >= TARGETS.dayRatio && large.reads.rows.cpuRatio >= TARGETS.dayRatio,
    area: large.reads.area.cpuRatio >= TARGETS.areaRatio,
    latest: latest.cpuRatio >= TARGETS.latestRatio,
    growth: growth.path <= TARGETS.growth && growth.rows <= TARGETS.growth,
    start: growth.start <= TARGETS.growth,
  };
  const figures = { stages, latest, growth, targets: TARGETS, met };
  console.log(JSON.stringify({ bench: 'history', node: process.versions.node, trackers, ...figures }));
}
