import {
  coversUnit,
  createEventStream,
  requirePermission,
  type EventStream,
  type Tx,
  type Viewer,
  cursorExpired,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import { changesBehind, presentPoint } from '../db/changes.ts';
import type { TrackerRow, TrackersChangeRow } from '../db/rows.ts';
import { allTrackers, trackersById } from '../db/trackers.ts';
import { isBeyond, laterOf, readCursor, writeCursor, type StreamPoint } from '../domain/stream-point.ts';
import type { TrackerChange } from '../workers/tracker-feed.ts';

/** Events a slow reader may be behind; at most one is made a second. */
const MOST_WAITING = 600;

/** Where a stream begins: with everything, or with what changed since its reader left. */
interface Beginning {
  readonly point: StreamPoint;
  readonly trackers: readonly TrackerRow[];
}

/**
 * Trackers as they change: a snapshot or, behind a cursor, what changed since; then batches of changes. Ends when the
 * viewer may see no tracker any more. Fails with INVALID_INPUT or CURSOR_EXPIRED for cursors it cannot continue.
 */
export async function watchTrackers(ctx: Context, after: string | null): Promise<EventStream<TrackersChangeRow>> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'trackers:read', now);
  const cursor = after === null ? null : readCursor(after, { tenantId: viewer.tenantId, now });
  const early: TrackerChange[] = [];
  let onChange = (change: TrackerChange): void => void early.push(change);
  let leave = (): void => {};
  const stream = createEventStream<TrackersChangeRow>({ limit: MOST_WAITING, onEnd: () => leave() });
  // Following begins before anything is read, so that nothing falls in between.
  leave = await ctx.feed.join(viewer.tenantId, {
    changed: (change) => onChange(change),
    ended: () => stream.end(),
  });
  try {
    const beginning = await ctx.tenant.read((tx) =>
      cursor ? resume(tx, ctx, { viewer, cursor }) : snapshot(tx, ctx, viewer),
    );
    if (!cursor || beginning.trackers.length) stream.push(eventOf(beginning, { snapshot: !cursor }));
    onChange = (change) => tell(ctx, stream, { beginning, change });
    for (const change of early) onChange(change);
  } catch (failure) {
    leave();
    throw failure;
  }
  return stream;
}

async function snapshot(tx: Tx, ctx: Context, { tenantId }: Viewer): Promise<Beginning> {
  const point = await presentPoint(tx, tenantId, ctx.clock.now());
  return { point, trackers: await allTrackers(tx, ctx.reach('trackers:read')) };
}

async function resume(
  tx: Tx,
  ctx: Context,
  { viewer: { tenantId }, cursor }: { viewer: Viewer; cursor: StreamPoint },
): Promise<Beginning> {
  const now = ctx.clock.now();
  if (isBeyond(cursor, await presentPoint(tx, tenantId, now))) throw cursorExpired();
  const { changes, to, more } = await changesBehind(tx, tenantId, { point: cursor, now, installed: ctx.config });
  if (more) throw cursorExpired();
  const ids = [...new Set(changes.map(({ trackerId }) => trackerId))];
  return { point: to, trackers: ids.length ? await trackersById(tx, ids, ctx.reach('trackers:read')) : [] };
}

function tell(
  ctx: Context,
  stream: EventStream<TrackersChangeRow>,
  { beginning, change }: { beginning: Beginning; change: TrackerChange },
): void {
  const reach = ctx.reach('trackers:read');
  if (reach !== 'all' && !reach.length) return stream.end();
  const trackers = change.trackers.filter(({ unitId }) => coversUnit(reach, unitId));
  const point = laterOf(beginning.point, change.point);
  if (trackers.length) stream.push(eventOf({ point, trackers }, { snapshot: false }));
}

function eventOf({ point, trackers }: Beginning, { snapshot }: { snapshot: boolean }): TrackersChangeRow {
  return { cursor: writeCursor(point), snapshot, trackers: [...trackers] };
}
