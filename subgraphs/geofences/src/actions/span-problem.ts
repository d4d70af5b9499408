import { ruleBroken, userError, type UserError, withParams } from '@trekker/kit';

import { LONGEST_MS } from '../domain/what-if/limits.ts';

/** What is wrong with a time `[from, to)`, Unix milliseconds, whose history is to be judged, or null. */
export function spanProblem({ from, to }: { from: number; to: number }): UserError | null {
  if (from >= to)
    return ruleBroken('to', { rule: 'TO_AFTER_FROM' }, `must lie after from, got ${new Date(to).toISOString()}`);
  if (to - from <= LONGEST_MS) return null;
  const days = LONGEST_MS / 86_400_000;
  const got = ((to - from) / 86_400_000).toFixed(1);
  const message = `at most ${days} days of history are judged at once, got ${got}`;
  return withParams(userError('to', 'TOO_LONG', message), { maximum: days });
}
