import { createEventStream, InvalidInputError, requirePermission, type EventStream } from '@trekker/kit';

import type { Context } from '../context.ts';
import type { PositionRow } from '../db/rows.ts';
import { readLiveCursor } from '../domain/live-point.ts';
import { asksForZones, checkFilter, type PositionFilter } from '../domain/position-filter.ts';
import { PositionWatch } from './position-watch.ts';

/** One event of the stream. */
export interface PositionsEvent {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly positions: readonly PositionRow[];
  /** Trackers that no longer fit. */
  readonly left: readonly string[];
}

export interface StreamArguments {
  readonly filter?: PositionFilter | null | undefined;
  readonly after?: string | null | undefined;
  readonly minIntervalMs: number;
  /** Whether who left is told; where it is not, an event tells of positions. */
  readonly tellsLeft: boolean;
}

/** Events a slow reader may be behind; the gateway conflates for its own. */
const MOST_WAITING = 600;

/**
 * The newest position of each tracker that fits a filter as it changes, conflated: however many fixes arrive between two
 * events, an event holds one position per tracker. Rows and the cursor that stands for them are read in one snapshot, so
 * a resumed stream misses no tracker, and none that left. Fails with INVALID_INPUT, FORBIDDEN or CURSOR_EXPIRED.
 */
export async function streamPositions(ctx: Context, args: StreamArguments): Promise<EventStream<PositionsEvent>> {
  const now = ctx.clock.now();
  const { tenantId } = requirePermission(ctx.viewer, 'positions:read', now);
  const filter = args.filter ?? {};
  checkFilter(filter);
  checkInterval(args.minIntervalMs);
  if (asksForZones(filter)) requirePermission(ctx.viewer, 'visits:read', now);
  const after = args.after == null ? null : readLiveCursor(args.after, { tenantId, isWhole: args.tellsLeft });
  let watch: PositionWatch | undefined;
  const stream = createEventStream<PositionsEvent>({ limit: MOST_WAITING, onEnd: () => watch?.end() });
  watch = new PositionWatch(ctx, { ...args, tenantId, filter, stream });
  await watch.begin(after);
  return stream;
}

function checkInterval(minIntervalMs: number): void {
  if (minIntervalMs >= 100 && minIntervalMs <= 60_000) return;
  throw new InvalidInputError('minIntervalMs', `must be 100 to 60000, got ${minIntervalMs}`);
}
