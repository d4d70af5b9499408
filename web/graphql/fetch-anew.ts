import type { NetworkReturns } from './network-returns.ts';

/**
 * How long each of the questions but the last waits for the first byte of an answer, in milliseconds. A browser keeps six
 * connections to a host, and each question that is given up closes one; that of an answer that is slow waits on.
 */
const PATIENCE_MS: readonly number[] = [2_000, 1_000, 1_500, 2_000, 4_000];

/**
 * `fetch` for what may be asked twice. Where the network was away, an answer that does not come was probably asked for on a
 * connection that is dead: the browser closes it, and the question goes out again by another one, which may be dead,
 * too. Without such a break nothing is asked twice, however long an answer takes.
 * @param ask asks once
 * @param patienceMs how long each question but the last waits, one for each time it may be asked anew
 */
export function fetchAnew(
  ask: typeof fetch,
  returns: NetworkReturns,
  patienceMs: readonly number[] = PATIENCE_MS,
): typeof fetch {
  return async (input, init) => {
    const leaving = init?.signal ?? null;
    for (const waitMs of patienceMs) {
      const lost = new AbortController();
      const end = returns.watch(waitMs, () => lost.abort());
      try {
        return await ask(input, { ...init, signal: leaving ? AbortSignal.any([leaving, lost.signal]) : lost.signal });
      } catch (failure) {
        const refused = failure instanceof TypeError && returns.inDoubt;
        if (!lost.signal.aborted && !refused) throw failure;
      } finally {
        end();
      }
    }
    return ask(input, init);
  };
}
