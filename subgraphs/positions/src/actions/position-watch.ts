import {
  coversUnit,
  createMembership,
  encodeCursor,
  UnavailableError,
  unitReach,
  untilTick,
  type EventStream,
  type Membership,
  type Offsets,
  type Tx,
  cursorExpired,
} from '@trekker/kit';

import type { Context } from '../context.ts';
import { candidatesFor, candidatesOf, treesOf, type CandidateRow } from '../db/candidates.ts';
import { liveChangesBehind, presentPoint } from '../db/live-changes.ts';
import type { PositionRow } from '../db/rows.ts';
import { isBeyond } from '../domain/live-point.ts';
import { fitsFilter, type FilterTrees, type LiveReach, type PositionFilter } from '../domain/position-filter.ts';
import type { LatestChange } from '../workers/latest-changes.ts';
import type { PositionsEvent } from './stream-positions.ts';

interface WatchOptions {
  readonly tenantId: string;
  readonly filter: PositionFilter;
  readonly minIntervalMs: number;
  readonly tellsLeft: boolean;
  readonly stream: EventStream<PositionsEvent>;
}

/**
 * One follower of positions. What changed comes read already, once for all followers of the tenant; here it is decided in
 * memory who of them fits, and the database is asked only at the beginning and where a tree or the viewer's reach changed.
 */
export class PositionWatch {
  readonly #ctx: Context;
  readonly #options: WatchOptions;
  readonly #members: Membership<PositionRow> = createMembership();
  #trees: FilterTrees = { units: null, geofences: null };
  /** The reach as it was last, as text. */
  #reach = '';
  #fits: (candidate: CandidateRow) => boolean = () => false;
  #point: Offsets = {};
  #queue: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #ended = false;
  #sentAt = -Infinity;
  #isFirst = true;
  #leave = (): void => {};

  constructor(ctx: Context, options: WatchOptions) {
    this.#ctx = ctx;
    this.#options = options;
  }

  /** @param after where the reader left, or null for a snapshot. */
  async begin(after: Offsets | null): Promise<void> {
    const { tenantId, stream } = this.#options;
    const begun = Promise.withResolvers<void>();
    this.#queue = begun.promise;
    try {
      // Following begins before anything is read, so that nothing falls in between.
      this.#leave = await this.#ctx.changes.join(tenantId, {
        changed: (change) => this.#follow(change),
        ended: () => stream.end(new UnavailableError('the service stops; resume behind the last cursor')),
      });
      const left = await this.#ctx.tenant.read((tx) => (after ? this.#resume(tx, after) : this.#snapshot(tx)));
      this.#send({ snapshot: !after, left });
    } catch (failure) {
      stream.end();
      throw failure;
    } finally {
      begun.resolve();
    }
  }

  /** The reader is gone. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#leave();
  }

  async #snapshot(tx: Tx): Promise<string[]> {
    this.#point = await presentPoint(tx, this.#options.tenantId);
    await this.#readAll(tx);
    return [];
  }

  /** Notes everything that came to fit; what was told and fits no more has left. */
  async #readAll(tx: Tx): Promise<void> {
    const { filter } = this.#options;
    this.#trees = await treesOf(tx, filter);
    const reach = this.#judgeAnew();
    const candidates = await candidatesFor(tx, filter, reach.positions);
    const fitting = candidates.filter((one) => this.#fits(one));
    this.#members.noteAll(new Map(fitting.map((one) => [one.trackerId, one.position])));
  }

  /** Notes what changed behind a point; returns who left since. */
  async #resume(tx: Tx, after: Offsets): Promise<string[]> {
    const { tenantId, filter } = this.#options;
    if (isBeyond(after, await presentPoint(tx, tenantId))) throw cursorExpired();
    const { point, trackerIds, unitsBefore, treesMoved, more } = await liveChangesBehind(tx, tenantId, after);
    // Who left because a unit or a place lies elsewhere now cannot be told from the entries.
    if (more || (treesMoved && (filter.unitIds || filter.placeIds))) throw cursorExpired();
    this.#point = point;
    this.#trees = await treesOf(tx, filter);
    const { positions: reach } = this.#judgeAnew();
    const present = await candidatesFor(tx, filter, reach);
    this.#members.hold(present.filter((one) => this.#fits(one)).map(({ trackerId }) => trackerId));
    const wanted = filter.trackerIds ? new Set(filter.trackerIds) : null;
    const candidates = trackerIds.length ? await candidatesOf(tx, trackerIds) : [];
    return candidates.flatMap((one) => {
      if (this.#fits(one)) this.#members.note(one.trackerId, one.position);
      if (this.#fits(one) || (wanted && !wanted.has(one.trackerId))) return [];
      // Who could never see a tracker is not told that it is gone.
      const units = [one.unitId, ...(unitsBefore.get(one.trackerId) ?? [])];
      return units.some((unitId) => coversUnit(reach, unitId)) ? one.trackerId : [];
    });
  }

  #judgeAnew(): LiveReach {
    const { viewer, clock } = this.#ctx;
    const reachOf = (permission: string) => (viewer ? unitReach(viewer, permission, clock.now()) : []);
    const reach = { positions: reachOf('positions:read'), visits: reachOf('visits:read') };
    this.#reach = JSON.stringify(reach);
    this.#fits = fitsFilter(this.#options.filter, this.#trees, reach);
    return reach;
  }

  #follow(change: LatestChange): void {
    this.#queue = this.#queue
      .then(() => (this.#ended ? undefined : this.#note(change)))
      .catch((failure: unknown) => this.#options.stream.end(failure));
  }

  async #note({ point, candidates, treesMoved }: LatestChange): Promise<void> {
    const { filter, minIntervalMs } = this.#options;
    const before = this.#reach;
    this.#judgeAnew();
    if ((treesMoved && (filter.unitIds || filter.placeIds)) || before !== this.#reach) {
      await this.#ctx.tenant.read((tx) => this.#readAll(tx));
    }
    // What was read before the beginning was is known better by now.
    if (isBeyond(point, this.#point)) {
      for (const one of candidates) this.#members.note(one.trackerId, this.#fits(one) ? one.position : null);
      this.#point = point;
    }
    if (this.#members.hasNews() && !this.#ended) {
      const waitMs = untilTick(minIntervalMs, { now: performance.now(), lastAt: this.#sentAt });
      this.#timer ??= setTimeout(() => this.#send({ snapshot: false, left: [] }), waitMs);
    }
  }

  #send({ snapshot, left: before }: { snapshot: boolean; left: readonly string[] }): void {
    this.#timer = undefined;
    this.#sentAt = performance.now();
    const { items, left } = this.#members.take();
    const { stream, tellsLeft } = this.#options;
    const gone = tellsLeft ? [...before, ...left] : [];
    // The first event says where to go on from, whatever is in it.
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (!isFirst && !items.length && !gone.length) return;
    stream.push({ cursor: encodeCursor(this.#point), snapshot, positions: items, left: gone });
  }
}
