import type { Outcome } from './kinds.ts';
import type { Rule } from './rule.ts';

const MINUTE_MS = 60_000;

/**
 * What comes of a rule that a new event fits: too late or too soon after another one it is noted and not sent. Times are
 * Unix milliseconds.
 */
export function outcomeOf(
  { lateAfterMinutes, throttleSeconds }: Pick<Rule, 'lateAfterMinutes' | 'throttleSeconds'>,
  { at, knownAt, sentAt, now }: { at: number; knownAt: number; sentAt: number | null; now: number },
): Outcome {
  if (knownAt - at > lateAfterMinutes * MINUTE_MS) return 'LATE';
  if (throttleSeconds !== null && sentAt !== null && now - sentAt < throttleSeconds * 1_000) return 'THROTTLED';
  return 'SENT';
}
