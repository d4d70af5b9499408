import { setTimeout } from 'node:timers/promises';
import type { PhoneFix } from '@trekker/protocols';
import { fixAt } from '../devices/fix-at.ts';
import { sendableAtMs } from '../devices/mishaps.ts';
import { nextOnMs, trackerAt } from '../devices/tracker-at.ts';
import type { Mover } from '../movers/mover.ts';
import { type Random, createRandom } from '../random.ts';
import type { Send } from './post-message.ts';

/** Trackers that report until they are stopped. */
export interface Feed {
  readonly name: string;
  /** Switches the trackers on; resolves at once, whether the server answers or not. Called once. */
  start(): Promise<void>;
  /** Switches one more tracker on. Does nothing after `stop`. */
  switchOn(mover: Mover): void;
  /** Switches the trackers off; when it resolves nothing is under way. Safe to call more than once. */
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
  /** Who is switched on by `start`. */
  readonly movers: readonly Mover[];
  /** Gives everybody the app on their phone. */
  readonly senderOf: (mover: Mover) => Send;
  /** Says what time it is on the site. */
  readonly clock: { now(): number };
  /** Milliseconds between two fixes of a tracker, on average; a quarter more or less each time, never under a second. Default 2000. */
  readonly intervalMs?: number;
  /** How many fixes a phone keeps while the server does not answer. Default 5000. */
  readonly bufferedFixes?: number;
  /** First and longest wait before a fix is sent again, milliseconds; doubled in between. Default 500 and 30 000. */
  readonly backoffMs?: { readonly first: number; readonly longest: number };
  /** Waits; ends at once, in whatever way, when the signal aborts. Default: the machine's timers. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Stops the feed, as `stop` does. */
  readonly signal?: AbortSignal;
  /** Hears of every fix that was acknowledged. */
  readonly onAccepted?: (fix: PhoneFix) => void;
}

/** A feed of everybody's trackers. The next fix of a tracker leaves only after the one before was acknowledged. */
export function createFeed(options: FeedOptions): Feed {
  const switchedOff = new AbortController();
  const progress = { accepted: 0, retried: 0, dropped: 0 };
  const running: Promise<void>[] = [];
  const signal = options.signal ? AbortSignal.any([options.signal, switchedOff.signal]) : switchedOff.signal;
  const switchOn = (mover: Mover) => {
    const random = createRandom(mover.seed, mover.identifier, 'feed', options.clock.now());
    running.push(report({ mover, send: options.senderOf(mover), options, random, signal, progress }));
  };
  return {
    name: 'simulator',
    start: async () => options.movers.forEach(switchOn),
    switchOn,
    async stop() {
      switchedOff.abort();
      await Promise.all(running);
    },
    progress: () => ({ ...progress }),
  };
}

const DEFAULTS = { intervalMs: 2000, bufferedFixes: 5000, backoffMs: { first: 500, longest: 30_000 } };

/** A tracker that stays off for longer is asked about again after so long. */
const LONG_OFF_MS = 86_400_000;

interface Report {
  readonly mover: Mover;
  readonly send: Send;
  readonly options: FeedOptions;
  readonly random: Random;
  readonly signal: AbortSignal;
  readonly progress: { accepted: number; retried: number; dropped: number };
}

/**
 * One tracker. A fix can be made for any instant, so the buffer of those that wait is no list but the time of the oldest.
 * Times are whole seconds, as the protocols have no smaller ones.
 */
async function report(reporting: Report): Promise<void> {
  const { mover, options, signal, random } = reporting;
  const { intervalMs, clock, sleep = wait } = { ...DEFAULTS, ...options };
  let dueMs = clock.now() + random.between(0, intervalMs);

  while (!signal.aborted) {
    dueMs = wholeSecond(nextOnMs(mover, dueMs) ?? dueMs + LONG_OFF_MS);
    const leavesMs = sendableAtMs(mover, dueMs);
    if (leavesMs > clock.now()) await sleep(leavesMs - clock.now(), signal);
    const fix = fixAt(mover, dueMs);
    if (fix && !(await deliver(fix, reporting))) return;
    dueMs = afterDropped(dueMs + nextInterval(intervalMs, random), reporting);
  }
}

/** When the oldest fix is due that the buffer still holds. */
function afterDropped(dueMs: number, { mover, options, random, progress }: Report): number {
  const { intervalMs, bufferedFixes, clock } = { ...DEFAULTS, ...options };
  const oldestMs = clock.now() - bufferedFixes * intervalMs;
  let keptMs = dueMs;
  for (; keptMs < oldestMs; keptMs += nextInterval(intervalMs, random)) {
    if (trackerAt(mover, keptMs)) progress.dropped++;
  }
  return keptMs;
}

/** Sends a fix until it is accepted; false where the feed was stopped before. */
async function deliver(fix: PhoneFix, { send, options, signal, random, progress }: Report): Promise<boolean> {
  const { backoffMs = DEFAULTS.backoffMs, sleep = wait } = options;
  for (let pauseMs = backoffMs.first; !signal.aborted; pauseMs = Math.min(pauseMs * 2, backoffMs.longest)) {
    if ((await send(fix, signal)) === 'accepted') {
      progress.accepted++;
      options.onAccepted?.(fix);
      return true;
    }
    if (signal.aborted) break;
    progress.retried++;
    await sleep(pauseMs * random.between(0.5, 1), signal);
  }
  return false;
}

function wholeSecond(unixMs: number): number {
  return Math.ceil(unixMs / 1000) * 1000;
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
