import { setTimeout as sleep } from 'node:timers/promises';

import { UnavailableError, type Clock, type Database, type Logger, type Service } from '@trekker/kit';
import type { ReportFetcher } from '@trekker/protocols';

import type { Intake } from '../../actions/take-in.ts';
import { endTurn, giveTurnBack, keepTurn, takeFeed, type FeedTurn } from '../../db/feed-turns.ts';
import { feedPauseMs } from '../../domain/feeds/feed-pause.ts';
import { createFeedWays, type FeedWays } from './feed-ways.ts';
import { beginPoll, PollStopped, type Poll, type PollResult } from './poll.ts';
import { pollFindMy } from './poll-find-my.ts';
import { pollGtfsRealtime, type Asking } from './poll-gtfs-realtime.ts';
import { pollSimulation } from './poll-simulation.ts';

export interface FeedPollerOptions extends Asking {
  readonly database: Database;
  readonly intake: Intake;
  /** Opens the source of Find My reports; null: there is none. */
  readonly openFetcher: () => Promise<ReportFetcher | null>;
  /** How many feeds are asked at once; 0: none. */
  readonly atOnce: number;
  /** Most messages that may be given to intake at once. */
  readonly mostAtOnce: number;
  readonly clock: Clock;
  /** Of [0, 1). */
  readonly random: () => number;
  readonly log: Logger;
}

/** From one look for feeds that are due to the next, in milliseconds. */
const LOOK_MS = 500;
/** For how long a turn is believed without a word of its process, in milliseconds; it is kept three times as often. */
const LEASE_MS = 30_000;

/**
 * Asks the feeds of all tenants, each when its time has come, by one process at a time and beside each other: one that is
 * slow holds one place, and a tenant a quarter of them at most.
 */
export function createFeedPoller(options: FeedPollerOptions): Service {
  return new FeedPoller(options);
}

class FeedPoller implements Service {
  readonly name = 'feeds';
  readonly #options: FeedPollerOptions;
  readonly #ways: FeedWays;
  readonly #stop = new AbortController();
  readonly #underWay = new Map<Promise<void>, string>();
  #fetcher: ReportFetcher | null = null;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: FeedPollerOptions) {
    this.#options = options;
    this.#ways = createFeedWays({ database: options.database, identities: options.intake.identities });
  }

  async start(): Promise<void> {
    if (this.#options.atOnce === 0) return;
    this.#fetcher = await this.#options.openFetcher();
    this.#looking = this.#lookAgainAndAgain();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#looking;
    await Promise.all(this.#underWay.keys());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #lookAgainAndAgain(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#beginDue().catch((failure: unknown) => {
        this.#options.log.debug({ err: failure }, 'which feeds are due cannot be told now');
      });
      await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
    }
  }

  async #beginDue(): Promise<void> {
    const { database, clock, atOnce } = this.#options;
    while (this.#underWay.size < atOnce && !this.#stop.signal.aborted) {
      const busy = this.#busyTenants();
      const turn = await database.withConsumer((tx) => takeFeed(tx, { now: clock.now(), leaseMs: LEASE_MS, busy }));
      if (!turn) return;
      const work = this.#poll(turn).finally(() => this.#underWay.delete(work));
      this.#underWay.set(work, turn.tenantId);
    }
  }

  #busyTenants(): string[] {
    const most = Math.max(1, Math.floor(this.#options.atOnce / 4));
    const byTenant = Map.groupBy(this.#underWay.values(), (tenantId) => tenantId);
    return [...byTenant].flatMap(([tenantId, polls]) => (polls.length >= most ? [tenantId] : []));
  }

  /** Never fails: a turn that cannot be ended ends by itself. */
  async #poll(turn: FeedTurn): Promise<void> {
    const { clock, intake, mostAtOnce, log } = this.#options;
    const lost = new AbortController();
    const keeping = setInterval(() => void this.#keep(turn, lost), LEASE_MS / 3);
    try {
      const signal = AbortSignal.any([this.#stop.signal, lost.signal]);
      const asked = { turn, signal, startedAt: clock.now() };
      const poll = beginPoll({ intake, ways: this.#ways, mostAtOnce }, asked);
      const result = await this.#ask(poll);
      await this.#end(poll, result);
    } catch (failure) {
      log.warn({ err: failure, feedId: turn.feedId }, 'the end of a poll could not be noted');
    } finally {
      clearInterval(keeping);
    }
  }

  async #ask(poll: Poll): Promise<PollResult> {
    const { database, rules, log } = this.#options;
    try {
      const { kind, simulation } = poll.turn;
      if (simulation !== null) return await pollSimulation(poll, simulation);
      return kind === 'FIND_MY'
        ? await pollFindMy(poll, { database, rules, fetcher: this.#fetcher })
        : await pollGtfsRealtime(poll, this.#options);
    } catch (failure) {
      const isExpected = failure instanceof UnavailableError || failure instanceof PollStopped;
      if (!isExpected) log.error({ err: failure, feedId: poll.turn.feedId }, 'a feed could not be taken in');
      const problem = isExpected ? 'could not be taken in now' : 'could not be taken in for a reason of ours';
      return { problem, wishMs: null, etag: null, lastModified: null };
    }
  }

  async #end({ turn, tally, signal }: Poll, result: PollResult): Promise<void> {
    const { database, clock, random } = this.#options;
    // Cut off by our own stop, which says nothing of the other side: whoever runs next asks at once.
    if (signal.aborted && result.problem !== null) {
      await database.withConsumer((tx) => giveTurnBack(tx, turn, tally));
      return;
    }
    const { problem, wishMs, etag, lastModified } = result;
    const failures = problem === null ? 0 : turn.failures + 1;
    const pauseMs = feedPauseMs(turn.intervalSeconds * 1_000, { failures, random: random(), wishMs });
    const end = { at: clock.now(), problem: problem?.slice(0, 500) ?? null, tally, pauseMs, etag, lastModified };
    await database.withConsumer((tx) => endTurn(tx, turn, end));
  }

  async #keep(turn: FeedTurn, lost: AbortController): Promise<void> {
    const { database, clock, log } = this.#options;
    const until = clock.now() + LEASE_MS;
    try {
      if (!(await database.withConsumer((tx) => keepTurn(tx, turn, until)))) lost.abort();
    } catch (failure) {
      log.debug({ err: failure, feedId: turn.feedId }, 'a turn could not be kept now');
    }
  }
}
