/**
 * Asks again beside a question that is not answered soon, and takes the first answer; what was asked besides is given up.
 * A browser keeps connections for later, and after a break of the network it may hold several that are dead: each
 * question goes by another one.
 * @param ask asks once, until the signal says to give up
 * @param everyMs how long to wait for an answer before the next question, in milliseconds
 * @param most how often to ask; fails with what the last one failed of
 */
export async function firstAnswer<Answer>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  { everyMs, most }: { readonly everyMs: number; readonly most: number },
): Promise<Answer> {
  const end = new AbortController();
  let asked = 0;
  let failed = 0;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function next(): void {
    clearTimeout(timer);
    if (asked === most) return;
    asked += 1;
    timer = setTimeout(next, everyMs);
    ask(end.signal).then(resolve, (failure: unknown) => {
      failed += 1;
      // Nobody is waited for any more: what failed at once is not helped by another question.
      if (failed === asked) reject(failure);
    });
  }
  next();
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    asked = most;
    end.abort();
  }
}
