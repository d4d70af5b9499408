import {
  createEventStream,
  permissionsOf,
  requirePermission,
  TrekkerError,
  isUuid,
  unitReach,
  type EventStream,
  type Viewer,
  cursorExpired,
} from '@trekker/kit';

import type { Context } from '../../context.ts';
import type { MusterChangeRow } from '../../db/rows.ts';
import { markedInBehind, marksBehind } from '../../db/muster/acts.ts';
import type { BoardPerson } from '../../domain/muster/board.ts';
import { movedBetween } from '../../domain/muster/moved.ts';
import { readMusterCursor, writeMusterCursor, type MusterPoint } from '../../domain/muster/stream-point.ts';
import type { KeptBoard } from '../../workers/muster/boards.ts';
import { isVisible } from './views.ts';

const PERMISSION = 'muster:read';
/** Events a slow reader may be behind; at most four are made a second. */
const MOST_WAITING = 600;

/**
 * A muster as it changes: everybody on the list or, behind a cursor, who changed since; then whoever changes. Ends when
 * the viewer's permission does. Fails with NOT_FOUND, INVALID_INPUT or CURSOR_EXPIRED.
 */
export async function watchMuster(
  ctx: Context,
  { musterId, after }: { musterId: string; after: string | null },
): Promise<EventStream<MusterChangeRow>> {
  const viewer = requirePermission(ctx.viewer, PERMISSION, ctx.clock.now());
  const { tenantId } = viewer;
  const cursor = after === null ? null : readMusterCursor(after, { tenantId, musterId });
  if (!isUuid(musterId)) throw noMuster();
  let told: KeptBoard | null = null;
  const stops: (() => void)[] = [];
  const stream = createEventStream<MusterChangeRow>({
    limit: MOST_WAITING,
    onEnd: () => stops.forEach((stop) => stop()),
  });
  const changed = (boards: ReadonlyMap<string, KeptBoard>): void => {
    if (!permissionsOf(viewer, ctx.clock.now()).includes(PERMISSION)) return stream.end();
    const next = boards.get(musterId);
    if (!told || !next || (next.board === told.board && next.muster.status === told.muster.status)) return;
    const event = changeOf(ctx, viewer, { before: told, next });
    told = next;
    if (event) stream.push(event);
  };
  stops.push(ctx.musters.follow(tenantId, musterId));
  try {
    // Following begins before anything is read; what is told of before the first event follows with the next look.
    stops.push(await ctx.musters.feed.join(tenantId, { changed, ended: () => stream.end() }));
    const now = ctx.clock.now();
    const kept = await ctx.tenant.read((tx) => ctx.musters.boards.of(tx, { tenantId, musterId, now }));
    if (!kept) throw noMuster();
    const first = cursor ? await resumed(ctx, viewer, { kept, cursor }) : snapshot(ctx, viewer, kept);
    told = kept;
    if (first) stream.push(first);
  } catch (failure) {
    stops.forEach((stop) => stop());
    throw failure;
  }
  return stream;
}

/** What an id of nothing, or of another tenant, is answered. */
function noMuster(): TrekkerError {
  return new TrekkerError('NOT_FOUND', 'there is no muster of this id');
}

function snapshot(ctx: Context, viewer: Viewer, kept: KeptBoard): MusterChangeRow {
  return eventOf(ctx, viewer, { kept, people: [...kept.board.people.values()], gone: [], snapshot: true });
}

/** What changed behind a cursor; null where nothing did. */
async function resumed(
  ctx: Context,
  viewer: Viewer,
  { kept, cursor }: { kept: KeptBoard; cursor: MusterPoint },
): Promise<MusterChangeRow | null> {
  const { board, muster, point } = kept;
  if (cursor.visits > point.visits || cursor.acts > muster.acts) throw cursorExpired();
  // Who left the viewer's units meanwhile, or counts at another station, is told of by no visit and no act.
  if (cursor.others !== point.others) throw cursorExpired();
  const marked = await ctx.tenant.read(async (tx) => [
    ...(await marksBehind(tx, muster.musterId, cursor.acts)),
    ...(await markedInBehind(tx, muster.musterId, cursor.acts)),
  ]);
  const concerned = new Set([...movedBetween(board, cursor), ...marked.map(({ personId }) => personId)]);
  const people = [...concerned].flatMap((personId) => board.people.get(personId) ?? []);
  const gone = [...concerned].filter((personId) => !board.people.has(personId));
  // Whether somebody of a unit was ever on the list is not known once they are gone.
  if (gone.length && unitReach(viewer, PERMISSION, ctx.clock.now()) !== 'all') throw cursorExpired();
  const event = eventOf(ctx, viewer, { kept, people, gone, snapshot: false });
  return event.people.length || gone.length || cursor.acts !== muster.acts ? event : null;
}

/** Who is another on the next board; null where nobody is whom the viewer may see, and nothing was done. */
function changeOf(
  ctx: Context,
  viewer: Viewer,
  { before, next }: { before: KeptBoard; next: KeptBoard },
): MusterChangeRow | null {
  const reach = unitReach(viewer, PERMISSION, ctx.clock.now());
  const people = [...next.board.people.values()].filter(
    (person) => before.board.people.get(person.personId) !== person,
  );
  const gone = [...before.board.people.values()].flatMap((person) => {
    const now = next.board.people.get(person.personId);
    return isVisible(person, reach) && !(now && isVisible(now, reach)) ? [person.personId] : [];
  });
  const event = eventOf(ctx, viewer, { kept: next, people, gone, snapshot: false });
  return event.people.length || gone.length || next.muster.status !== before.muster.status ? event : null;
}

function eventOf(
  ctx: Context,
  viewer: Viewer,
  {
    kept,
    people,
    gone,
    snapshot,
  }: { kept: KeptBoard; people: readonly BoardPerson[]; gone: readonly string[]; snapshot: boolean },
): MusterChangeRow {
  const reach = unitReach(viewer, PERMISSION, ctx.clock.now());
  const { muster, board, point } = kept;
  const visible = people.filter((person) => isVisible(person, reach));
  const cursor = { visits: point.visits, acts: muster.acts, others: point.others, at: board.until };
  return {
    cursor: writeMusterCursor(cursor, { tenantId: viewer.tenantId, musterId: muster.musterId }),
    snapshot,
    muster,
    people: visible.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)).map((person) => ({ person, kept })),
    gone: [...gone].toSorted(),
  };
}
