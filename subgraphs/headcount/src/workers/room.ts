import type { Clock, Database, Logger, Tx } from '@trekker/kit';

import { changesBehind, presentPoint, type ChangeBehind } from '../db/changes.ts';
import type { StreamPoint } from '../domain/stream-point.ts';

/** Whoever follows the changes of a tenant. Neither call may throw. */
export interface RoomListener {
  changed(change: ChangeBehind): void;
  /** No more changes: the process stops. */
  ended(): void;
}

export interface RoomDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
}

/** From one look to the next where nobody calls, in milliseconds. */
const TURN_MS = 1_000;
/** From a call to the look, in milliseconds, so that many calls make one look. */
const GATHER_MS = 50;
/** Shortest time from one look to the next, in milliseconds: four changes a second are the most that is told. */
const PAUSE_MS = 250;

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
  #point: StreamPoint = { visits: -1, structure: -1, at: 0 };
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  /** Opening counts as the first look. */
  #isLooking = true;
  #called = false;
  #closed = false;
  /** By the process's own clock, milliseconds. */
  #lookedAt = -Infinity;

  constructor(tenantId: string, deps: RoomDependencies) {
    this.#tenantId = tenantId;
    this.#deps = deps;
    this.opened = this.#open();
  }

  /** Something changed: look soon. */
  call(): void {
    if (this.#called) return;
    this.#called = true;
    if (!this.#isLooking) this.#lookSoon();
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
    this.#rest();
  }

  #rest(): void {
    this.#isLooking = false;
    if (this.#called) this.#lookSoon();
    else this.#lookIn(TURN_MS);
  }

  #lookSoon(): void {
    this.#lookIn(Math.max(GATHER_MS, this.#lookedAt + PAUSE_MS - performance.now()));
  }

  #lookIn(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => this.#turn(), ms);
  }

  #turn(): void {
    this.#called = false;
    this.#isLooking = true;
    this.#lookedAt = performance.now();
    this.#looking = this.#look()
      .catch((failure: unknown) =>
        this.#deps.log.warn({ err: failure, tenantId: this.#tenantId }, 'changes of headcounts could not be read'),
      )
      .finally(() => this.#rest());
  }

  async #look(): Promise<void> {
    const now = this.#deps.clock.now();
    const change = await this.#read((tx) => changesBehind(tx, this.#tenantId, { point: this.#point, now }));
    this.#point = change.to;
    this.#called ||= change.more;
    if (!change.movements.length && !change.zoneIds.length && !change.placeIds.length) return;
    for (const listener of this.listeners) listener.changed(change);
  }

  async #read<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const { result } = await this.#deps.database.withTenant(this.#tenantId, fn, { mode: 'snapshot' });
    return result;
  }
}
