import { connectionOf, InvalidInputError, parsePage, type Tx } from '@trekker/kit';

import type { Context } from '../context.ts';
import { spansAround } from '../db/heard-spans.ts';
import type { TrackerRow } from '../db/rows.ts';
import { connectionPeriods, type ConnectionPeriod } from '../domain/connection-periods.ts';
import type { SilenceLimits } from '../domain/connection-status.ts';

interface Asked {
  /** Unix milliseconds, included. */
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  readonly first: number;
  readonly after?: string | null | undefined;
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 92;

/** A page of a tracker's connection history, oldest first. */
export async function listConnectionPeriods(ctx: Context, { trackerId, createdAt }: TrackerRow, asked: Asked) {
  const page = parsePage(asked, ['instant']);
  const { from, to } = asked;
  if (to <= from) {
    throw new InvalidInputError('to', `must be later than ${timeOf(from)}, got ${timeOf(to)}`);
  }
  if (to - from > MOST_DAYS * DAY_MS) {
    throw new InvalidInputError('to', `must lie at most ${MOST_DAYS} days behind ${timeOf(from)}, got ${timeOf(to)}`);
  }
  const now = ctx.clock.now();
  const kept = now - ctx.config.connectionHistoryDays * DAY_MS;
  const told = Number(page.after?.[0] ?? -Infinity);
  // A period is told by its beginning; the one that was told last lies before the next.
  const begin = Math.max(from, createdAt, kept, told);
  const until = Math.min(to, now + 1);
  if (begin >= until) return connectionOf([], page, () => []);
  const isNew = (period: ConnectionPeriod) => period.from > told;
  const limits = await ctx.silence();
  const periods = await ctx.tenant.read((tx) =>
    firstPeriods(tx, trackerId, { from: begin, to, until, now, wanted: page.first + 1, isNew, limits }),
  );
  return connectionOf(periods, page, (period) => [String(period.from)]);
}

/** Reads as many spans as it takes: each begins a period unless the pause before it counts as connected now. */
async function firstPeriods(
  tx: Tx,
  trackerId: string,
  {
    from,
    to,
    until,
    now,
    wanted,
    isNew,
    limits,
  }: {
    from: number;
    to: number;
    until: number;
    now: number;
    wanted: number;
    isNew: (period: ConnectionPeriod) => boolean;
    limits: SilenceLimits;
  },
): Promise<ConnectionPeriod[]> {
  for (let limit = wanted + 1; ; limit *= 4) {
    const spans = await spansAround(tx, trackerId, { from, to: until, limit });
    const last = spans.at(-1);
    const more = spans.length >= limit && last !== undefined;
    // What follows the last span that was read is not known yet.
    const periods = connectionPeriods(spans, { from, to: more ? last.first : to, now, ...limits }).filter(isNew);
    if (!more || periods.length >= wanted) return periods.slice(0, wanted);
  }
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString();
}
