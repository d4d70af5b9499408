import type { PhoneFix } from '@trekker/protocols';
import type { Mover } from '../movers/mover.ts';
import { createRandom } from '../random.ts';
import { fixAt } from './fix-at.ts';
import { nextOnMs } from './tracker-at.ts';

/** A stretch of time, `[fromMs, toMs)`, Unix milliseconds, and how often a tracker reports in it. */
export interface Recording {
  readonly fromMs: number;
  readonly toMs: number;
  /** Whole seconds, in milliseconds. */
  readonly everyMs: number;
}

/**
 * What a tracker reports in a stretch of time, in order; nothing while it is off. Each tracker reports at seconds of its
 * own, which do not depend on where the stretch begins.
 */
export function* recordedFixes(mover: Mover, { fromMs, toMs, everyMs }: Recording): Generator<PhoneFix> {
  const phase = Math.floor(createRandom(mover.seed, mover.identifier, 'phase').between(0, everyMs / 1000)) * 1000;
  const onBeat = (unixMs: number) => Math.ceil((unixMs - phase) / everyMs) * everyMs + phase;
  let unixMs = onBeat(fromMs);
  while (unixMs < toMs) {
    const fix = fixAt(mover, unixMs);
    if (fix) yield fix;
    const nextMs = fix ? unixMs + everyMs : nextOnMs(mover, unixMs + 1);
    if (nextMs === null) return;
    unixMs = onBeat(nextMs);
  }
}
