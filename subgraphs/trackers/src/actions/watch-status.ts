import {
  coversUnit,
  createEventStream,
  createMembership,
  isUuid,
  requirePermission,
  untilTick,
  type EventStream,
  type Membership,
  type Tx,
  cursorExpired,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import { changesBehind, presentPoint } from '../db/changes.ts';
import { movedBehind } from '../db/edits.ts';
import type { TrackerRow, TrackerStatusChangeRow } from '../db/rows.ts';
import { allTrackers, trackersById } from '../db/trackers.ts';
import { unitsBelowAny } from '../db/units.ts';
import { checkStatusFilter, type StatusFilter } from '../domain/status-filter.ts';
import { isBeyond, laterOf, readCursor, writeCursor, type StreamPoint } from '../domain/stream-point.ts';
import type { TrackerChange } from '../workers/tracker-feed.ts';

interface Asked {
  readonly filter?: StatusFilter | null | undefined;
  readonly after?: string | null | undefined;
  readonly minIntervalMs: number;
}

/** Events a slow reader may be behind; at most one is made a second. */
const MOST_WAITING = 600;

/**
 * The status of trackers as it changes, conflated: a snapshot or, behind a cursor, what changed and what left since; then
 * at most one event in `minIntervalMs`. Ends when the viewer may see no tracker any more. Fails with INVALID_INPUT or
 * CURSOR_EXPIRED for cursors it cannot continue.
 */
export async function watchStatus(ctx: Context, asked: Asked): Promise<EventStream<TrackerStatusChangeRow>> {
  const now = ctx.clock.now();
  const { tenantId } = requirePermission(ctx.viewer, 'trackers:read', now);
  const filter = asked.filter ?? {};
  checkStatusFilter(filter, asked.minIntervalMs);
  const cursor = asked.after == null ? null : readCursor(asked.after, { tenantId, now });
  const watch = new StatusWatch(ctx, { tenantId, filter, minIntervalMs: asked.minIntervalMs });
  await watch.begin(cursor);
  return watch.stream;
}

class StatusWatch {
  readonly stream: EventStream<TrackerStatusChangeRow>;
  readonly #ctx: Context;
  readonly #tenantId: string;
  readonly #minIntervalMs: number;
  readonly #trackerIds: ReadonlySet<string> | null;
  readonly #unitIds: readonly string[] | null;
  readonly #members: Membership<TrackerRow> = createMembership();
  /** The units asked for and all below them; null: any. */
  #units: ReadonlySet<string> | null = null;
  #point: StreamPoint | undefined;
  #queue: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #sentAt = -Infinity;
  #leave = (): void => {};

  constructor(
    ctx: Context,
    { tenantId, filter, minIntervalMs }: { tenantId: string; filter: StatusFilter; minIntervalMs: number },
  ) {
    this.#ctx = ctx;
    this.#tenantId = tenantId;
    this.#minIntervalMs = minIntervalMs;
    this.#trackerIds = filter.trackerIds ? new Set(filter.trackerIds) : null;
    this.#unitIds = filter.unitIds?.filter(isUuid) ?? null;
    this.stream = createEventStream({
      limit: MOST_WAITING,
      onEnd: () => {
        clearTimeout(this.#timer);
        this.#leave();
      },
    });
  }

  async begin(cursor: StreamPoint | null): Promise<void> {
    const beginning = Promise.withResolvers<void>();
    this.#queue = beginning.promise;
    // Following begins before anything is read, so that nothing falls in between.
    this.#leave = await this.#ctx.feed.join(this.#tenantId, {
      changed: (change) => this.#follow(change),
      ended: () => this.stream.end(),
    });
    try {
      const left = await this.#ctx.tenant.read((tx) => (cursor ? this.#resume(tx, cursor) : this.#snapshot(tx)));
      this.#send({ snapshot: !cursor, left });
      beginning.resolve();
    } catch (failure) {
      this.stream.end();
      beginning.resolve();
      throw failure;
    }
  }

  async #snapshot(tx: Tx): Promise<string[]> {
    this.#point = await presentPoint(tx, this.#tenantId, this.#ctx.clock.now());
    await this.#readAll(tx);
    return [];
  }

  async #readAll(tx: Tx): Promise<void> {
    this.#units = this.#unitIds && new Set(await unitsBelowAny(tx, this.#unitIds));
    const all = await allTrackers(tx, this.#ctx.reach('trackers:read'));
    const fitting = all.filter((row) => this.#fits(row));
    this.#members.noteAll(new Map(fitting.map((row) => [row.trackerId, row])));
  }

  /** Notes what changed behind the cursor; returns what left the filter since. */
  async #resume(tx: Tx, cursor: StreamPoint): Promise<string[]> {
    const now = this.#ctx.clock.now();
    if (isBeyond(cursor, await presentPoint(tx, this.#tenantId, now))) throw cursorExpired();
    const installed = this.#ctx.config;
    const { changes, to, more } = await changesBehind(tx, this.#tenantId, { point: cursor, now, installed });
    if (more) throw cursorExpired();
    this.#point = to;
    this.#units = this.#unitIds && new Set(await unitsBelowAny(tx, this.#unitIds));
    const moved = await movedBehind(tx, this.#tenantId, cursor);
    const ids = [...new Set([...changes.map(({ trackerId }) => trackerId), ...moved.keys()])];
    const rows = ids.length ? await trackersById(tx, ids, 'all') : [];
    const reach = this.#ctx.reach('trackers:read');
    const present = await allTrackers(tx, reach);
    this.#members.hold(present.filter((row) => this.#fits(row)).map(({ trackerId }) => trackerId));
    return rows.flatMap((row) => {
      if (this.#fits(row)) this.#members.note(row.trackerId, row);
      if (this.#fits(row) || (this.#trackerIds && !this.#trackerIds.has(row.trackerId))) return [];
      // Who could never see a tracker is not told that it is gone.
      return moved.get(row.trackerId)?.some((unitId) => coversUnit(reach, unitId)) ? row.trackerId : [];
    });
  }

  #fits({ trackerId, unitId }: TrackerRow): boolean {
    if (this.#trackerIds && !this.#trackerIds.has(trackerId)) return false;
    if (this.#units && (unitId === null || !this.#units.has(unitId))) return false;
    return coversUnit(this.#ctx.reach('trackers:read'), unitId);
  }

  #follow(change: TrackerChange): void {
    this.#queue = this.#queue.then(() => this.#note(change)).catch((failure: unknown) => this.stream.end(failure));
  }

  async #note({ point, trackers, unitsMoved }: TrackerChange): Promise<void> {
    const reach = this.#ctx.reach('trackers:read');
    if (reach !== 'all' && !reach.length) return this.stream.end();
    this.#point = this.#point ? laterOf(this.#point, point) : point;
    if (unitsMoved && this.#unitIds) await this.#ctx.tenant.read((tx) => this.#readAll(tx));
    for (const row of trackers) this.#members.note(row.trackerId, this.#fits(row) ? row : null);
    if (!this.#members.hasNews() || this.#timer) return;
    const waitMs = untilTick(this.#minIntervalMs, { now: performance.now(), lastAt: this.#sentAt });
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send({ snapshot: false, left: [] });
    }, waitMs);
  }

  #send({ snapshot, left: before }: { snapshot: boolean; left: readonly string[] }): void {
    const { items, left } = this.#members.take();
    if (!this.#point || (!snapshot && !items.length && !left.length && !before.length)) return;
    this.#sentAt = performance.now();
    this.stream.push({ cursor: writeCursor(this.#point), snapshot, statuses: [...items], left: [...before, ...left] });
  }
}
