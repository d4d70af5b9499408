import { listTenants } from '../directory/directory.ts';
import type { Service } from '../service.ts';
import { actsRatherThanDerives, askedRebuilds, carryOutRebuild } from './asked-rebuilds.ts';
import { readCheckpoint, type CheckpointPlace } from './checkpoint.ts';
import { Deriving } from './deriving.ts';
import { headKey, SHARED, type Head } from './entry.ts';
import { KeptHeads } from './kept-heads.ts';
import { LANES, laneOf } from './lane-locks.ts';
import type { Projection } from './projection.ts';
import { headOffsets } from './read.ts';
import { rebuildHead, type Rebuilt } from './rebuild.ts';
import { Recalls } from './recalls.ts';
import type { RunnerDependencies } from './runner-dependencies.ts';
import { Ticker } from './ticker.ts';
import { createWaiting } from './wait-until.ts';

/** Keeps a projection up to date. */
export interface ProjectionRunner extends Service {
  readonly projection: Projection;
  /** Waits until the projection has derived from `offset` of `head`, wherever it runs; false after `timeoutMs`. */
  reached(head: Head, offset: number, timeoutMs: number): Promise<boolean>;
  /** Waits until the projection has derived from everything that is in the log now; false after `timeoutMs`. */
  caughtUp(timeoutMs: number): Promise<boolean>;
  /**
   * Derives everything again from the log, head by head, each in one transaction: readers see what was derived before until
   * then, and nothing is published a second time. Needs every lane, so only one process may run; what an operator asks for
   * (`log.rebuilds`) is done by several, each on the lanes it has.
   */
  rebuild(): Promise<void>;
}

const DEFAULT_POLL_MS = 1_000;
const REBUILD_WAITS_MS = 30_000;

/** Runs a projection on the lanes this process can get. */
export function runProjection(projection: Projection, deps: RunnerDependencies): ProjectionRunner {
  return new Runner(projection, deps);
}

class Runner implements ProjectionRunner {
  readonly projection: Projection;
  readonly name: string;
  readonly #deps: RunnerDependencies;
  readonly #place: CheckpointPlace;
  readonly #heads: KeptHeads;
  readonly #recalls: Recalls;
  readonly #working = new Set<Promise<unknown>>();
  readonly #waiting = createWaiting();
  readonly #stop = new AbortController();
  /** Heads nobody may derive from, because they are derived anew. */
  readonly #rebuilding = new Set<string>();
  readonly #ticker: Ticker;
  readonly #deriving: Deriving;
  #pollTimer: NodeJS.Timeout | undefined;
  #unsubscribe = () => {};
  #carriesOut = false;
  #started = false;

  constructor(projection: Projection, deps: RunnerDependencies) {
    this.projection = projection;
    this.name = `${deps.schema}.${projection.name}`;
    this.#deps = deps;
    this.#place = { schema: deps.schema, projection: projection.name };
    this.#heads = new KeptHeads(projection, { place: this.#place, database: deps.database });
    this.#recalls = new Recalls(this.#place, deps);
    this.#deriving = new Deriving(projection, {
      ...deps,
      place: this.#place,
      heads: this.#heads,
      recalls: this.#recalls,
      retryTrimmedMs: deps.pollMs ?? DEFAULT_POLL_MS,
      mayDerive: (head) => this.#mayDerive(head),
      signal: this.#stop.signal,
      track: (work) => this.#track(work),
      derived: () => {
        this.#waiting.wake();
        this.#ticker.schedule();
      },
    });
    this.#ticker = new Ticker({
      database: deps.database,
      clock: deps.clock,
      heads: () => this.#heads.all(),
      isIdle: ({ head, running, offset, known }) => !running && offset >= known && this.#holds(head),
      track: (work) => this.#track(work),
      longestWaitMs: deps.pollMs ?? DEFAULT_POLL_MS,
    });
  }

  async start(): Promise<void> {
    this.#unsubscribe = this.#deps.tail.onMoved(this.projection.topic, ({ head, offset }) =>
      this.#track(this.#moved(head, offset)),
    );
    await this.#poll();
    this.#started = true;
    this.#schedulePoll();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#unsubscribe();
    clearTimeout(this.#pollTimer);
    this.#ticker.stop();
    this.#deriving.stop();
    this.#waiting.end();
    while (this.#working.size) await Promise.allSettled(this.#working);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async ready(): Promise<string | null> {
    if (!this.#started) return 'not started';
    const stuck = this.#heads.all().find((progress) => progress.failures > 0);
    return stuck ? `cannot derive from ${headKey(stuck.head)} behind ${stuck.offset}` : null;
  }

  reached(head: Head, offset: number, timeoutMs: number): Promise<boolean> {
    return this.#waiting.until(() => this.#hasReached(head, offset), timeoutMs);
  }

  async caughtUp(timeoutMs: number): Promise<boolean> {
    const all = await this.#deps.database.withConsumer((tx) => headOffsets(tx.sql, this.projection.topic));
    return this.#waiting.until(async () => {
      const reached = await Promise.all(all.map(({ head, offset }) => this.#hasReached(head, offset)));
      return reached.every(Boolean);
    }, timeoutMs);
  }

  async rebuild(): Promise<void> {
    const { database, leases } = this.#deps;
    const elsewhere = Array.from({ length: LANES }, (_, lane) => lane).filter((lane) => !leases.holds(this.name, lane));
    if (elsewhere.length)
      throw new Error(`${this.name} cannot be rebuilt: lanes ${elsewhere.join(', ')} run in another process`);
    const heads = await database.withConsumer((tx) => headOffsets(tx.sql, this.projection.topic));
    for (const { head } of heads) {
      const rebuilding = this.#rebuildWhole(head);
      this.#track(Promise.allSettled([rebuilding])); // stopping waits for it
      await rebuilding;
    }
    await this.#poll();
  }

  /** Entries that were taken out of the log are put back for as long as it takes. */
  #rebuildWhole(head: Head): Promise<Rebuilt> {
    return this.#recalls.whole(head, this.#stop.signal, () => this.#rebuild(head));
  }

  async #rebuild(head: Head): Promise<Rebuilt> {
    const { database } = this.#deps;
    const { projection } = this;
    this.#rebuilding.add(headKey(head));
    try {
      const progress = await this.#heads.progressOf(head);
      if (!(await this.#waiting.until(() => !progress.running, REBUILD_WAITS_MS)))
        throw new Error(`${this.name} did not come to rest; try again`);
      projection.forget?.(head); // what it keeps in memory is of what was derived before
      const tenants = head.tenantId === SHARED ? await database.withDirectory(listTenants) : [head.tenantId];
      const options = {
        projection,
        place: this.#place,
        head,
        upTo: progress.offset,
        tenants,
        signal: this.#stop.signal,
      };
      if (progress.offset < 0) return { rows: 0, differing: 0 };
      return await database.withConsumer((tx) => rebuildHead(tx, options));
    } finally {
      this.#rebuilding.delete(headKey(head));
      this.#heads.forget(head);
    }
  }

  /** Derives anew what an operator asked for on lanes of this process, one head after the other. */
  async #carryOut(asked: readonly Head[]): Promise<void> {
    if (this.#carriesOut) return;
    this.#carriesOut = true;
    try {
      for (const head of asked.filter((one) => this.#holds(one))) {
        if (this.#stop.signal.aborted) return;
        await carryOutRebuild(this.#deps.database, { place: this.#place, head }, async () => {
          if (!this.projection.derived) throw new Error(actsRatherThanDerives(this.name));
          return this.#rebuildWhole(head);
        });
      }
    } finally {
      this.#carriesOut = false;
    }
  }

  /** A head moved: derives from it unless somebody does, here or elsewhere. */
  async #moved(head: Head, offset: number): Promise<void> {
    if (!this.#mayDerive(head)) return;
    const progress = await this.#heads.progressOf(head);
    progress.known = Math.max(progress.known, offset);
    this.#deriving.wake(progress);
  }

  /** What is known of heads that another process derives from is out of date, failures included. */
  #forgetForeign(): void {
    for (const { head, running } of this.#heads.all()) if (!running && !this.#holds(head)) this.#heads.forget(head);
  }

  async #poll(): Promise<void> {
    const { database, leases } = this.#deps;
    await leases.refresh(this.name, (lane) => this.#rests(lane));
    this.#forgetForeign();
    const { known, asked } = await database.withConsumer(async ({ sql }) => ({
      seen: await this.#recalls.seen(sql, this.projection.topic),
      known: await headOffsets(sql, this.projection.topic),
      asked: await askedRebuilds(sql, this.#place),
    }));
    if (asked.length) this.#track(this.#carryOut(asked));
    // Not waited for: a head with a long backlog must not keep the leases from being refreshed.
    for (const { head, offset } of known) this.#track(this.#moved(head, offset));
    this.#ticker.schedule();
  }

  #schedulePoll(): void {
    if (this.#stop.signal.aborted) return;
    this.#pollTimer = setTimeout(() => {
      this.#track(this.#poll().finally(() => this.#schedulePoll()));
    }, this.#deps.pollMs ?? DEFAULT_POLL_MS);
  }

  async #hasReached(head: Head, offset: number): Promise<boolean> {
    const mine = this.#heads.known(head);
    if (mine && this.#holds(head)) return mine.offset >= offset;
    return this.#deps.database.withConsumer(async (tx) => (await readCheckpoint(tx.sql, this.#place, head)) >= offset);
  }

  #mayDerive(head: Head): boolean {
    return !this.#stop.signal.aborted && !this.#rebuilding.has(headKey(head)) && this.#holds(head);
  }

  /** Whether nothing is derived on a lane right now, so that another process may have it. */
  #rests(lane: number): boolean {
    return this.#heads.all().every(({ head, running }) => !running || laneOf(head) !== lane);
  }

  #holds(head: Head): boolean {
    return this.#deps.leases.holds(this.name, laneOf(head));
  }

  /** Keeps `stop` waiting for work under way; a failure outside of deriving is logged and tried again by the poll. */
  #track(work: Promise<unknown>): void {
    const tracked = work.catch((failure: unknown) => {
      if (!this.#stop.signal.aborted)
        this.#deps.log.warn({ err: failure, projection: this.name }, 'the log could not be read');
    });
    this.#working.add(tracked);
    void tracked.finally(() => this.#working.delete(tracked));
  }
}
