import {
  createEventStream,
  permissionsOf,
  requirePermission,
  unitReach,
  type EventStream,
  type Tx,
  type Viewer,
  cursorExpired,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import { changesBehind, presentPoint, type ChangeBehind } from '../db/changes.ts';
import type { HeadcountChangeRow } from '../db/rows.ts';
import { placeIds, zonesNotOverAt } from '../db/zones.ts';
import { concernedBy, type Concerned } from '../domain/concerned.ts';
import { isBeyond, laterOf, readCursor, writeCursor, type StreamPoint } from '../domain/stream-point.ts';

const PERMISSION = 'headcount:read';
/** Events a slow reader may be behind; at most four are made a second. */
const MOST_WAITING = 600;

/** Where a stream begins: with everything, or with what changed since its reader left. */
interface Beginning extends Concerned {
  readonly point: StreamPoint;
}

/**
 * Headcounts as they change: a snapshot or, behind a cursor, what changed since; then batches of changes. Ends when the
 * viewer's permission does. Fails with INVALID_INPUT or CURSOR_EXPIRED for cursors it cannot continue.
 */
export async function watchHeadcount(ctx: Context, after: string | null): Promise<EventStream<HeadcountChangeRow>> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, PERMISSION, now);
  const cursor = after === null ? null : readCursor(after, { tenantId: viewer.tenantId, now });
  const early: ChangeBehind[] = [];
  let onChange = (change: ChangeBehind): void => void early.push(change);
  let leave = (): void => {};
  const stream = createEventStream<HeadcountChangeRow>({ limit: MOST_WAITING, onEnd: () => leave() });
  // Following begins before anything is read, so that nothing falls in between.
  leave = await ctx.feed.join(viewer.tenantId, {
    changed: (change) => onChange(change),
    ended: () => stream.end(),
  });
  try {
    const beginning = await ctx.tenant.read((tx) =>
      cursor ? resume(tx, ctx, { viewer, cursor }) : snapshot(tx, ctx, viewer),
    );
    if (!cursor || !isNothing(beginning)) stream.push(eventOf(viewer, beginning, { snapshot: !cursor }));
    onChange = (change) => tell(ctx, stream, { viewer, beginning, change });
    for (const change of early) onChange(change);
  } catch (failure) {
    leave();
    throw failure;
  }
  return stream;
}

async function snapshot(tx: Tx, ctx: Context, { tenantId }: Viewer): Promise<Beginning> {
  const now = ctx.clock.now();
  const point = await presentPoint(tx, tenantId, now);
  return { point, zoneIds: await zonesNotOverAt(tx, now), placeIds: await placeIds(tx) };
}

async function resume(
  tx: Tx,
  ctx: Context,
  { viewer, cursor }: { viewer: Viewer; cursor: StreamPoint },
): Promise<Beginning> {
  const now = ctx.clock.now();
  if (isBeyond(cursor, await presentPoint(tx, viewer.tenantId, now))) throw cursorExpired();
  const change = await changesBehind(tx, viewer.tenantId, { point: cursor, now });
  if (change.more) throw cursorExpired();
  return { point: change.to, ...concernedBy(change, unitReach(viewer, PERMISSION, now)) };
}

function tell(
  ctx: Context,
  stream: EventStream<HeadcountChangeRow>,
  { viewer, beginning, change }: { viewer: Viewer; beginning: Beginning; change: ChangeBehind },
): void {
  const now = ctx.clock.now();
  if (!permissionsOf(viewer, now).includes(PERMISSION)) return stream.end();
  const concerned = concernedBy(change, unitReach(viewer, PERMISSION, now));
  const point = laterOf(beginning.point, change.to);
  if (!isNothing(concerned)) stream.push(eventOf(viewer, { point, ...concerned }, { snapshot: false }));
}

function eventOf(
  { tenantId }: Viewer,
  { point, zoneIds, placeIds }: Beginning,
  { snapshot }: { snapshot: boolean },
): HeadcountChangeRow {
  return {
    cursor: writeCursor(point, tenantId),
    snapshot,
    zones: zoneIds.map((id) => ({ id })),
    places: placeIds.map((id) => ({ id })),
  };
}

function isNothing({ zoneIds, placeIds }: Concerned): boolean {
  return !zoneIds.length && !placeIds.length;
}
