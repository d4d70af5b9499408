import type { Clock, Database, Logger, Tx } from '@trekker/kit';

import { changesBehind, presentPoint } from '../db/changes.ts';
import type { TrackerRow } from '../db/rows.ts';
import { trackersById } from '../db/trackers.ts';
import { createConflation } from '../domain/conflation.ts';
import type { SilenceLimits } from '../domain/connection-status.ts';
import type { StreamPoint } from '../domain/stream-point.ts';

/** Trackers that changed together, and a point behind which a reader then has nothing to miss. */
export interface RoomChange {
  readonly point: StreamPoint;
  readonly trackers: readonly TrackerRow[];
}

/** Whoever follows the changes of a tenant. Neither call may throw. */
export interface RoomListener {
  changed(change: RoomChange): void;
  /** No more changes: the process stops. */
  ended(): void;
}

export interface RoomDependencies {
  readonly database: Database;
  readonly limits: SilenceLimits;
  readonly clock: Clock;
  readonly log: Logger;
}

/** From one look to the next where nobody calls, in milliseconds. */
const TURN_MS = 1_000;
/** From a call to the look, in milliseconds, so that many calls make one look. */
const GATHER_MS = 50;

/**
 * Finds what changes in one tenant, once for everybody who follows it: when it is called, and each second besides. It
 * asks the tables rather than the topics behind them, because they say the same in every process, whoever derives, and
 * know of what time alone changes.
 */
export class Room {
  readonly listeners = new Set<RoomListener>();
  /** Resolves when no later change will be missed; rejects when the database did not answer. */
  readonly opened: Promise<void>;
  readonly #tenantId: string;
  readonly #deps: RoomDependencies;
  readonly #conflation = createConflation();
  #point: StreamPoint = { offsets: {}, at: 0 };
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isLooking = false;
  #called = false;
  #closed = false;

  constructor(tenantId: string, deps: RoomDependencies) {
    this.#tenantId = tenantId;
    this.#deps = deps;
    this.opened = this.#open();
  }

  /** Something changed: look soon. */
  call(): void {
    if (this.#called) return;
    this.#called = true;
    if (!this.#isLooking) this.#lookIn(GATHER_MS);
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await Promise.allSettled([this.opened, this.#looking]);
  }

  async #open(): Promise<void> {
    const now = this.#deps.clock.now();
    this.#point = await this.#read((tx) => presentPoint(tx, this.#tenantId, now));
    this.#lookIn(TURN_MS);
  }

  #lookIn(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => this.#turn(), ms);
  }

  #turn(): void {
    this.#called = false;
    this.#isLooking = true;
    this.#looking = this.#look()
      .catch((failure: unknown) =>
        this.#deps.log.warn({ err: failure, tenantId: this.#tenantId }, 'changes of trackers could not be read'),
      )
      .finally(() => {
        this.#isLooking = false;
        this.#lookIn(this.#called ? GATHER_MS : TURN_MS);
      });
  }

  async #look(): Promise<void> {
    const { clock, limits } = this.#deps;
    const now = clock.now();
    const point = this.#point;
    const { changes, to, more } = await this.#read((tx) => changesBehind(tx, this.#tenantId, { point, now, limits }));
    this.#conflation.note(changes, point);
    this.#point = to;
    this.#called ||= more;
    const due = this.#conflation.due(now);
    if (!due.length) return;
    const trackers = await this.#read((tx) => trackersById(tx, due, 'all'));
    this.#conflation.told(due, now);
    const told = { point: this.#conflation.untold() ?? to, trackers };
    for (const listener of this.listeners) listener.changed(told);
  }

  async #read<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const { result } = await this.#deps.database.withTenant(this.#tenantId, fn, { mode: 'snapshot' });
    return result;
  }
}
