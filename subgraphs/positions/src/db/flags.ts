import type { TenantAccess, Tx } from '@trekker/kit';
import DataLoader from 'dataloader';

import { clockSkewAt, type ClockSkew } from '../domain/clock/clock-skew.ts';
import { startOfHour, type HourOfDelays } from '../domain/clock/delays.ts';
import { clockFlags } from '../domain/flags/clock-flags.ts';
import { startOfDay, walkDays } from '../domain/flags/day-walk.ts';
import type { RaisedFlag } from '../domain/flags/raised-flag.ts';
import { looksAtNeighbours, rulesOn, type EffectiveRule, type RulesOn } from '../domain/filter/effective-rules.ts';
import { hoursOfDelays } from './clock-hours.ts';
import { pointsOf } from './points.ts';
import type { PositionRow } from './rows.ts';

/** Flags of positions, all of a moment together. */
export interface FlagsOfPositions {
  load(row: PositionRow): Promise<readonly RaisedFlag<PositionRow>[]>;
  /** Notes that these are one run of a tracker's positions without a gap, so that they are read in one go. */
  noteRun(rows: readonly PositionRow[]): void;
}

const DAY_MS = 86_400_000;

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
      const found = new Map<string, readonly RaisedFlag<PositionRow>[]>();
      for (const [index, trackerId] of trackerIds.entries()) {
        const on = rulesOn(rules[index] ?? [], ['neighbour', 'escape']);
        if (!looksAtNeighbours(on)) continue;
        for (const span of spansOf(byTracker.get(trackerId) ?? [], isOneRun)) {
          for (const [key, flags] of await flagsWithin(tx, on, { trackerId, ...span })) found.set(key, flags);
        }
      }
      return rows.map((row) => [...(found.get(keyOf(row)) ?? []), ...clockFlagsOf(row, skewOf(row))]);
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

/** What is to be read for some positions of a tracker: from the start of a day up to the last wanted of a run. */
function spansOf(rows: readonly PositionRow[], isOneRun: (before: PositionRow, row: PositionRow) => boolean) {
  const spans: { from: number; to: number }[] = [];
  let before: PositionRow | undefined;
  for (const row of rows.toSorted((a, b) => a.recorded_at - b.recorded_at)) {
    const span = spans.at(-1);
    if (span && before && isOneRun(before, row)) span.to = row.recorded_at + 1;
    else spans.push({ from: startOfDay(row.recorded_at), to: row.recorded_at + 1 });
    before = row;
  }
  return spans;
}

/** The flags of everything within a span that begins with a day, by position; those without a flag are left out. */
async function flagsWithin(
  tx: Tx,
  rules: RulesOn,
  span: { trackerId: string; from: number; to: number },
): Promise<Map<string, RaisedFlag<PositionRow>[]>> {
  const walk = walkDays<PositionRow>(rules);
  const found = new Map<string, RaisedFlag<PositionRow>[]>();
  for await (const point of pointsOf(tx, span)) {
    const flags = walk(point);
    if (flags.length) found.set(keyOf(point.position), flags);
  }
  return found;
}

function keyOf(row: PositionRow): string {
  return `${row.tracker_id}/${row.recorded_at}/${row.dedupe.toString('hex')}`;
}
