import { setTimeout } from 'node:timers/promises';
import type { Fix } from '@trekker/protocols';
import { fixAt } from '../people/fix-at.ts';
import type { SimulatedPerson } from '../people/create-population.ts';
import { type Random, createRandom } from '../random.ts';
import type { Send } from './http-sender.ts';

/** Phones that report until they are stopped. */
export interface Feed {
  readonly name: string;
  /** Switches the phones on; resolves at once, whether the server answers or not. Called once. */
  start(): Promise<void>;
  /** Switches the phones off; when it resolves nothing is under way. Safe to call more than once. */
  stop(): Promise<void>;
  /** What happened so far. */
  progress(): FeedProgress;
}

/** Counts since the start. */
export interface FeedProgress {
  /** Fixes the server has acknowledged. */
  readonly accepted: number;
  /** Attempts that have to be repeated. */
  readonly retried: number;
  /** Fixes given up because more than the buffer holds were waiting, oldest first. */
  readonly dropped: number;
}

/** What a feed needs. */
export interface FeedOptions {
  readonly population: readonly SimulatedPerson[];
  readonly send: Send;
  /** Says what time it is on the site. */
  readonly clock: { now(): number };
  /** Milliseconds between two fixes of a person, on average; a quarter more or less each time, never under a second. Default 2000. */
  readonly intervalMs?: number;
  /** How many fixes a phone keeps while the server does not answer. Default 1000. */
  readonly bufferedFixes?: number;
  /** First and longest wait before a fix is sent again, milliseconds; doubled in between. Default 500 and 30 000. */
  readonly backoffMs?: { readonly first: number; readonly longest: number };
  /** Waits; ends at once, in whatever way, when the signal aborts. Default: the machine's timers. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Stops the feed, as `stop` does. */
  readonly signal?: AbortSignal;
}

/** A feed of everybody's phones. The next fix of a person leaves only after the one before was acknowledged. */
export function createFeed(options: FeedOptions): Feed {
  const switchedOff = new AbortController();
  const progress = { accepted: 0, retried: 0, dropped: 0 };
  let running: Promise<unknown> = Promise.resolve();
  const signal = options.signal ? AbortSignal.any([options.signal, switchedOff.signal]) : switchedOff.signal;
  return {
    name: 'simulator',
    async start() {
      running = Promise.all(options.population.map((person) => report({ person, options, signal, progress })));
    },
    async stop() {
      switchedOff.abort();
      await running;
    },
    progress: () => ({ ...progress }),
  };
}

const DEFAULTS = { intervalMs: 2000, bufferedFixes: 1000, backoffMs: { first: 500, longest: 30_000 } };

interface Report {
  readonly person: SimulatedPerson;
  readonly options: FeedOptions;
  readonly signal: AbortSignal;
  readonly progress: { accepted: number; retried: number; dropped: number };
}

/**
 * One phone. A fix can be made for any instant, so the buffer of those that wait is no list but the time of the oldest.
 * Times are whole seconds, as the protocol has no smaller ones.
 */
async function report({ person, options, signal, progress }: Report): Promise<void> {
  const { intervalMs, bufferedFixes, clock, sleep = wait } = { ...DEFAULTS, ...options };
  const random = createRandom(person.seed, person.identifier, 'feed', clock.now());
  let dueAt = clock.now() + random.between(0, intervalMs);

  for (;;) {
    if (dueAt > clock.now()) await sleep(dueAt - clock.now(), signal);
    if (!(await deliver({ fix: fixAt(person, wholeSecond(dueAt)), options, signal, random, progress }))) return;
    dueAt += nextInterval(intervalMs, random);
    for (; dueAt < clock.now() - bufferedFixes * intervalMs; dueAt += nextInterval(intervalMs, random)) {
      progress.dropped++;
    }
  }
}

interface Delivery extends Omit<Report, 'person'> {
  readonly fix: Fix;
  readonly random: Random;
}

/** Sends a fix until it is accepted; false where the feed was stopped before. */
async function deliver({ fix, options, signal, random, progress }: Delivery): Promise<boolean> {
  const { send, backoffMs = DEFAULTS.backoffMs, sleep = wait } = options;
  for (let pauseMs = backoffMs.first; !signal.aborted; pauseMs = Math.min(pauseMs * 2, backoffMs.longest)) {
    if ((await send(fix, signal)) === 'accepted') {
      progress.accepted++;
      return true;
    }
    if (signal.aborted) break;
    progress.retried++;
    await sleep(pauseMs * random.between(0.5, 1), signal);
  }
  return false;
}

function wholeSecond(unixMs: number): number {
  return Math.floor(unixMs / 1000) * 1000;
}

function nextInterval(intervalMs: number, random: Random): number {
  return Math.max(1000, intervalMs * random.between(0.75, 1.25));
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (failure) {
    if (!signal.aborted) throw failure;
  }
}
