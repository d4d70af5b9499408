import type { Clock, Logger } from '@trekker/kit';
import { type Mover, type SendBatch, type Upload, dutyAt, uploadRecording } from '@trekker/simulator';

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
  const turn = (mover: Mover) => (dutyAt(mover, clock.now()) ? 0 : 1);
  let sent = 0;
  for (const [index, mover] of movers.toSorted((one, other) => turn(one) - turn(other)).entries()) {
    if (signal.aborted) return;
    sent += await catchUpOne(mover, options);
    if (signal.aborted) return;
    options.onCaughtUp(mover);
    const done = index + 1;
    if (done % 10 === 0 || done === movers.length)
      log.info({ trackers: done, of: movers.length, positions: sent }, 'the demo uploads what it recorded before');
  }
}

/** Gives back how many fixes were sent. What is recorded while it takes its time is uploaded, too. */
async function catchUpOne(mover: Mover, options: CatchUp): Promise<number> {
  const { sinceMs, send, progress, clock, signal } = options;
  const reached = progress.reached(mover.identifier);
  let sent = 0;
  const onAccepted: Upload['onAccepted'] = (fixes) => {
    sent += fixes.length;
    const last = fixes.at(-1);
    if (last) progress.note(mover.identifier, last.recordedAt);
  };
  let fromMs = reached === null ? sinceMs : Math.max(sinceMs, reached + 1);
  for (let toMs = clock.now(); !signal.aborted && toMs - fromMs > EVERY_MS; toMs = clock.now()) {
    await uploadRecording(
      mover,
      { fromMs, toMs, everyMs: EVERY_MS },
      { send, signal, idleShare: IDLE_SHARE, onAccepted },
    );
    fromMs = toMs;
  }
  return sent;
}
