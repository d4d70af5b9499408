import type { Clock, Logger } from '@trekker/kit';
import { type Mover, type SendBatch, dutyAt, uploadRecording } from '@trekker/simulator';

import type { ProgressFile } from './progress-file.ts';

/** What trackers recorded before the product began to listen. */
export interface CatchUp {
  readonly movers: readonly Mover[];
  /** How far back, Unix milliseconds; what the progress file says was sent before is left out. */
  readonly sinceMs: number;
  readonly send: SendBatch;
  readonly progress: ProgressFile;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** The server has all that this tracker recorded up to now. */
  readonly onCaughtUp: (mover: Mover) => void;
}

/** One fix a minute. */
const EVERY_MS = 60_000;

/** Most of the machine stays with those who use the product meanwhile. */
const IDLE_SHARE = 0.5;

/**
 * Uploads what trackers recorded since `sinceMs`, one tracker after the other and each in order, those that move now
 * first. What is interrupted goes on where it was. Half the time it does nothing, so that it starves nobody.
 */
export async function catchUp(options: CatchUp): Promise<void> {
  const { movers, clock, log, signal } = options;
  const isAway = (mover: Mover) => (dutyAt(mover, clock.now()) ? 0 : 1);
  let sent = 0;
  for (const [index, mover] of movers.toSorted((one, other) => isAway(one) - isAway(other)).entries()) {
    if (signal.aborted) return;
    sent += await catchUpOne(mover, options);
    if (signal.aborted) return;
    options.onCaughtUp(mover);
    const done = index + 1;
    if (done % 10 === 0 || done === movers.length)
      log.info({ trackers: done, of: movers.length, positions: sent }, 'the demo uploads what it recorded before');
  }
}

/** Gives back how many fixes were sent. */
async function catchUpOne(mover: Mover, { sinceMs, send, progress, clock, signal }: CatchUp): Promise<number> {
  let sent = 0;
  const reached = progress.reached(mover.identifier);
  const recording = {
    fromMs: reached === null ? sinceMs : Math.max(sinceMs, reached + 1),
    toMs: clock.now(),
    everyMs: EVERY_MS,
  };
  await uploadRecording(mover, recording, {
    send,
    signal,
    idleShare: IDLE_SHARE,
    onAccepted: (fixes) => {
      sent += fixes.length;
      const last = fixes.at(-1);
      if (last) progress.note(mover.identifier, last.recordedAt);
    },
  });
  return sent;
}
