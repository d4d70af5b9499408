import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Tx } from '../database/transaction.ts';
import type { Logger } from '../logger.ts';

/** Whoever follows the changes of a tenant. Neither call may throw. */
export interface RoomListener<C> {
  changed(change: C): void;
  /** No more changes: the process stops. */
  ended(): void;
}

/** Reads one consistent state of the room's tenant. */
export type RoomRead = <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;

/** What a room asks the tables. One source serves one room, so it may remember what it has told. */
export interface RoomSource<P, C> {
  /** A point behind which nothing that is committed from now on is missed. */
  present(read: RoomRead, now: number): Promise<P>;
  /** What changed behind a point, the point reached, and whether there is more to look at right away. */
  look(read: RoomRead, at: { point: P; now: number }): Promise<{ point: P; change: C | null; more: boolean }>;
}

export interface RoomOptions<P, C> {
  readonly tenantId: string;
  readonly source: RoomSource<P, C>;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Shortest time from one look to the next, in milliseconds. */
  readonly pauseMs: number;
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
export class Room<P, C> {
  readonly listeners = new Set<RoomListener<C>>();
  /** Resolves when no later change will be missed; rejects when the database did not answer. */
  readonly opened: Promise<void>;
  readonly #options: RoomOptions<P, C>;
  #point: P | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  /** Opening counts as the first look, so that a call meanwhile is not forgotten. */
  #isLooking = true;
  #called = false;
  #closed = false;
  /** By the process's own clock, milliseconds. */
  #lookedAt = -Infinity;

  constructor(options: RoomOptions<P, C>) {
    this.#options = options;
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
    const { source, clock } = this.#options;
    this.#point = await source.present(this.#read, clock.now());
    this.#rest();
  }

  #rest(): void {
    this.#isLooking = false;
    if (this.#called) this.#lookSoon();
    else this.#lookIn(TURN_MS);
  }

  #lookSoon(): void {
    this.#lookIn(Math.max(GATHER_MS, this.#lookedAt + this.#options.pauseMs - performance.now()));
  }

  #lookIn(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => this.#turn(), ms);
  }

  #turn(): void {
    const { log, tenantId } = this.#options;
    this.#called = false;
    this.#isLooking = true;
    this.#lookedAt = performance.now();
    this.#looking = this.#look()
      .catch((failure: unknown) => log.warn({ err: failure, tenantId }, 'live changes could not be read; trying again'))
      .finally(() => this.#rest());
  }

  async #look(): Promise<void> {
    if (this.#point === undefined) return;
    const { source, clock } = this.#options;
    const { point, change, more } = await source.look(this.#read, { point: this.#point, now: clock.now() });
    this.#point = point;
    this.#called ||= more;
    if (change === null) return;
    for (const listener of this.listeners) listener.changed(change);
  }

  readonly #read: RoomRead = async (fn) => {
    const { database, tenantId } = this.#options;
    return (await database.withTenant(tenantId, fn, { mode: 'snapshot' })).result;
  };
}
