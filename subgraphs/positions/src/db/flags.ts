import type { TenantAccess, Tx } from '@trekker/kit';
import DataLoader from 'dataloader';

import { clockSkewAt, type ClockSkew } from '../domain/clock/clock-skew.ts';
import { startOfHour, type HourOfDelays } from '../domain/clock/delays.ts';
import { clockFlags } from '../domain/flags/clock-flags.ts';
import { DAY_MS } from '../domain/day.ts';
import { midnightBefore, walkDays } from '../domain/flags/day-walk.ts';
import type { RaisedFlag } from '../domain/flags/raised-flag.ts';
import { looksAtNeighbours, rulesOn, type EffectiveRule, type RulesOn } from '../domain/filter/effective-rules.ts';
import { hoursOfDelays } from './clock-hours.ts';
import { visitPoints } from './points.ts';
import type { PositionRow } from './rows.ts';

/** Flags of positions, all of a moment together. */
export interface FlagsOfPositions {
  load(row: PositionRow): Promise<readonly RaisedFlag<PositionRow>[]>;
  /** Notes that these are one run of a tracker's positions without a gap, so that they are read in one go. */
  noteRun(rows: readonly PositionRow[]): void;
}

/** Works flags out from the history, the rules as they are now, and what is known of clocks. */
export function createFlags(tenant: TenantAccess, filterRules: DataLoader<string, EffectiveRule[]>): FlagsOfPositions {
  const runs = new WeakMap<PositionRow, readonly PositionRow[]>();
  const isOneRun = (before: PositionRow, row: PositionRow) => {
    const run = runs.get(before);
    return (run !== undefined && run === runs.get(row)) || row.recorded_at - before.recorded_at <= DAY_MS;
  };
  const loader = new DataLoader<PositionRow, readonly RaisedFlag<PositionRow>[]>(async (rows) => {
    const byTracker = Map.groupBy(rows, (row) => row.tracker_id);
    const trackerIds = [...byTracker.keys()];
    const rules = await Promise.all(trackerIds.map((trackerId) => filterRules.load(trackerId)));
    return tenant.read(async (tx) => {
      const skewOf = await skewsAt(tx, rows);
      const found = new Map<PositionRow, readonly RaisedFlag<PositionRow>[]>();
      for (const [index, trackerId] of trackerIds.entries()) {
        const on = rulesOn(rules[index] ?? [], ['neighbour', 'escape']);
        if (!looksAtNeighbours(on)) continue;
        for (const run of runsOf(byTracker.get(trackerId) ?? [], isOneRun)) await findFlags(tx, on, { run, found });
      }
      return rows.map((row) => [...(found.get(row) ?? []), ...clockFlagsOf(row, skewOf(row))]);
    });
  });
  return {
    load: (row) => loader.load(row),
    noteRun: (rows) => rows.forEach((row) => runs.set(row, rows)),
  };
}

/** What was known of the clock of a position's tracker in the hour in which it was received. */
export function skewsOf(delays: readonly HourOfDelays[]): (row: PositionRow) => ClockSkew | null {
  const byTracker = Map.groupBy(delays, ({ trackerId }) => trackerId);
  const known = new Map<string, ClockSkew | null>();
  return (row) => {
    const hour = startOfHour(row.received_at);
    const key = `${row.tracker_id}/${hour}`;
    const skew = known.get(key) ?? clockSkewAt(byTracker.get(row.tracker_id) ?? [], hour);
    known.set(key, skew);
    return skew;
  };
}

async function skewsAt(tx: Tx, rows: readonly PositionRow[]): Promise<(row: PositionRow) => ClockSkew | null> {
  const hours = rows.map((row) => startOfHour(row.received_at)).toSorted((a, b) => a - b);
  const trackerIds = [...new Set(rows.map((row) => row.tracker_id))];
  return skewsOf(await hoursOfDelays(tx, { trackerIds, from: hours.at(0) ?? 0, to: hours.at(-1) ?? 0 }));
}

function clockFlagsOf(row: PositionRow, skew: ClockSkew | null): RaisedFlag<PositionRow>[] {
  return clockFlags({ recordedAt: row.recorded_at, receivedAt: row.received_at }, skew);
}

/** Positions of a tracker in their order, put together where they are to be read in one go. */
function runsOf(rows: readonly PositionRow[], isOneRun: (before: PositionRow, row: PositionRow) => boolean) {
  const runs: [PositionRow, ...PositionRow[]][] = [];
  for (const row of rows.toSorted((a, b) => a.recorded_at - b.recorded_at)) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && isOneRun(before, row)) run.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** Finds the flags of some positions of a tracker by walking from the start of the day of the first up to the last. */
async function findFlags(
  tx: Tx,
  rules: RulesOn,
  {
    run,
    found,
  }: { run: readonly [PositionRow, ...PositionRow[]]; found: Map<PositionRow, readonly RaisedFlag<PositionRow>[]> },
): Promise<void> {
  const wanted = Map.groupBy(run, (row) => row.recorded_at);
  const { tracker_id: trackerId, recorded_at: first } = run[0];
  const to = Math.max(...wanted.keys()) + 1;
  const walk = walkDays<PositionRow>(rules);
  await visitPoints(tx, { trackerId, from: midnightBefore(first), to }, (point) => {
    const flags = walk(point);
    for (const row of wanted.get(point.recordedAt) ?? NOBODY) {
      if (row.dedupe.equals(point.position.dedupe)) found.set(row, flags);
    }
    return 'go on';
  });
}

const NOBODY: readonly PositionRow[] = [];
