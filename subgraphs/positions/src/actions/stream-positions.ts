import {
  createEventStream,
  decodeCursor,
  encodeCursor,
  InvalidInputError,
  isUuid,
  parseHeadKey,
  requirePermission,
  TrekkerError,
  UnavailableError,
  unitReach,
  type EventStream,
  type Offsets,
  type Tx,
  type UnitReach,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import { allLatest, latestOf, latestOffsets, latestSince } from '../db/latest.ts';
import type { PositionRow } from '../db/rows.ts';

/** One event of the stream. */
export interface PositionsEvent {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly positions: readonly PositionRow[];
}

export interface StreamArguments {
  readonly trackerIds?: readonly string[] | null | undefined;
  readonly after?: string | null | undefined;
  readonly minIntervalMs: number;
}

/**
 * The newest position of each tracker as it changes, conflated: however many fixes arrive between two events, an event
 * holds one position per tracker. Rows and the cursor that stands for them are read in one snapshot, so a resumed
 * stream misses no tracker.
 */
export async function streamPositions(ctx: Context, args: StreamArguments): Promise<EventStream<PositionsEvent>> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'positions:read', now);
  const reach = unitReach(viewer, 'positions:read', now);
  const trackerIds = args.trackerIds?.filter(isUuid) ?? null;
  const wanted = trackerIds && new Set(trackerIds);
  checkInterval(args.minIntervalMs);
  const after = args.after == null ? null : decodeCursor(args.after);
  const dirty = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let sending = true;
  let ended = false;

  let stopListening = () => {};
  const stream = createEventStream<PositionsEvent>({
    onEnd() {
      ended = true;
      stopListening();
      clearTimeout(timer);
    },
  });

  function schedule(): void {
    if (ended || timer || sending || !dirty.size) return;
    timer = setTimeout(() => void send(), args.minIntervalMs);
  }

  async function send(): Promise<void> {
    timer = undefined;
    sending = true;
    const ids = [...dirty];
    dirty.clear();
    try {
      const event = await ctx.tenant.read(async (tx) => ({
        positions: await latestOf(tx, ids, reach),
        cursor: encodeCursor(await latestOffsets(tx)),
        snapshot: false,
      }));
      if (event.positions.length) stream.push(event);
    } catch (failure) {
      stream.end(failure);
    }
    sending = false;
    schedule();
  }

  // Listening begins before the first event is read, so that no change falls in between.
  stopListening = await ctx.changes.join(viewer.tenantId, {
    changed(trackers) {
      for (const trackerId of trackers) if (!wanted || wanted.has(trackerId)) dirty.add(trackerId);
      schedule();
    },
    ended: () => stream.end(new UnavailableError('the service stops; resume behind the last cursor')),
  });
  try {
    stream.push(await ctx.tenant.read((tx) => firstEvent(tx, { after, reach, trackerIds })));
  } catch (failure) {
    stream.end();
    throw failure;
  }
  sending = false;
  schedule();
  return stream;
}

function checkInterval(minIntervalMs: number): void {
  if (minIntervalMs >= 100 && minIntervalMs <= 60_000) return;
  throw new InvalidInputError('minIntervalMs', `must be 100 to 60000, got ${minIntervalMs}`);
}

/** Everything, or what changed behind a cursor, and the cursor to go on from. */
async function firstEvent(
  tx: Tx,
  { after, reach, trackerIds }: { after: Offsets | null; reach: UnitReach; trackerIds: string[] | null },
): Promise<PositionsEvent> {
  const offsets = await latestOffsets(tx);
  const positions = after
    ? await latestSince(tx, { offsets: byPartition(after, offsets), reach, trackerIds })
    : await allLatest(tx, reach, trackerIds);
  return { cursor: encodeCursor(offsets), snapshot: after === null, positions };
}

/** The offsets of a cursor by partition. A cursor that is ahead of us was made by another history than ours. */
function byPartition(after: Offsets, reached: Offsets): Map<number, number> {
  return new Map(
    Object.entries(after).map(([key, offset]) => {
      if (offset > (reached[key] ?? -1))
        throw new TrekkerError('CURSOR_EXPIRED', 'the cursor is no longer known; start with a snapshot');
      return [parseHeadKey(key).partition, offset];
    }),
  );
}
