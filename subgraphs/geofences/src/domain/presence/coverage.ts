import type { Fix } from './fix.ts';
import { silentFrom } from './silence.ts';

/** A tracker last heard longer ago than this is no longer SEEN, seconds. */
const SILENT_AFTER_SECONDS = 300;

/** A time `[from, to)` in which a tracker was not heard: from one fix to the next, or until now. Unix milliseconds. */
export interface Silence {
  readonly from: number;
  readonly to: number | null;
  /** The device had said that it was being switched off. */
  readonly off: boolean;
}

/** The silences of a stretch `[from, to)` of a tracker's time, in the place of what was told of it before. */
export interface CoverageChange {
  readonly from: number;
  readonly to: number | null;
  readonly silences: readonly Silence[];
}

/** A fix as coverage reads it. */
export type Heard = Pick<Fix, 'recordedAt' | 'isOff'>;

/** When silence since a fix is told of. */
export function silenceAt({ recordedAt, isOff }: Heard): number {
  return isOff ? recordedAt : (silentFrom(recordedAt, SILENT_AFTER_SECONDS) ?? recordedAt);
}

/** Whether silence since the last fix was told of by whoever looked up to an instant. */
export function silenceTold(last: Heard | null, until: number): boolean {
  return last !== null && until >= silenceAt(last);
}

/**
 * What a fix, or none so far, tells of the time since the one before; null when nothing changes.
 * @param wasTold whether silence since the one before was told of.
 */
export function silencesBetween(
  before: Heard | null,
  next: Heard | null,
  { wasTold }: { wasTold: boolean },
): CoverageChange | null {
  if (!before) return next && { from: next.recordedAt, to: null, silences: [] };
  const silence = { from: before.recordedAt, to: next?.recordedAt ?? null, off: before.isOff };
  if (!next) return { from: before.recordedAt, to: null, silences: [silence] };
  // What is switched off and heard again at the very instant was never silent.
  const isSilent = next.recordedAt > before.recordedAt && next.recordedAt >= silenceAt(before);
  if (!isSilent && !wasTold) return null;
  return { from: before.recordedAt, to: null, silences: isSilent ? [silence] : [] };
}

/** What a fix tells, and that nothing was heard behind it. */
export function withSilenceBehind(change: CoverageChange | null, { recordedAt, isOff }: Heard): CoverageChange {
  const behind = { from: recordedAt, to: null, off: isOff };
  return { from: change?.from ?? recordedAt, to: null, silences: [...(change?.silences ?? []), behind] };
}

/** What two changes come to that are told of one after the other, neither of which ends; the later begins no earlier. */
export function toldTogether(before: CoverageChange | null, next: CoverageChange | null): CoverageChange | null {
  if (!before || !next) return before ?? next;
  const kept = before.silences.flatMap(({ from, to, off }) =>
    from < next.from ? { from, to: Math.min(to ?? Infinity, next.from), off } : [],
  );
  return { from: before.from, to: null, silences: [...kept, ...next.silences] };
}

/** The silences of a run of fixes in order, and of what comes behind the last one. */
export function silencesOf(
  heard: readonly Heard[],
  {
    until,
  }: { /** Up to when nothing was heard behind the last fix; null: of that nothing is asked. */ until: number | null },
): Silence[] {
  const silences: Silence[] = [];
  for (const [index, one] of heard.entries()) {
    const next = heard[index + 1];
    const isSilent = next ? one.isOff || next.recordedAt >= silenceAt(one) : until !== null && until >= silenceAt(one);
    if (isSilent && next?.recordedAt !== one.recordedAt)
      silences.push({ from: one.recordedAt, to: next?.recordedAt ?? null, off: one.isOff });
  }
  return silences;
}
