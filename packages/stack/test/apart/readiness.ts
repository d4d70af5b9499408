import { setTimeout as sleep } from 'node:timers/promises';

/** What `/readyz` says, or that nobody says anything. */
export async function readyz(origin: string): Promise<string> {
  const limit = AbortSignal.timeout(5_000);
  return fetch(`${origin}/readyz`, { signal: limit, headers: { connection: 'close' } }).then(
    async (response) => `${response.status} ${await response.text()}`,
    () => 'no answer',
  );
}

/** Waits until `/readyz` says something that fits. Fails with what it said last. */
export async function untilReadyz(origin: string, fits: RegExp, withinMs = 60_000): Promise<void> {
  for (const end = Date.now() + withinMs; ; await sleep(20)) {
    const said = await readyz(origin);
    if (fits.test(said)) return;
    if (Date.now() > end) throw new Error(`/readyz did not say ${String(fits)} within ${withinMs} ms, but: ${said}`);
  }
}

/** All is well, with no process named. */
export const ALL_READY = /^200 ready\n$/;
