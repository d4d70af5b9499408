import { setTimeout as sleep } from 'node:timers/promises';

/** Somebody who reports until told to stop. */
export interface SteadyReports {
  /** How many positions were acknowledged. */
  stop(): Promise<{ sent: number }>;
}

/** Sends positions of one tracker, each a second behind the one before, as fast as they are acknowledged. */
export async function steadyReports(intake: string, door: string, tracker: string): Promise<SteadyReports> {
  const over = new AbortController();
  let sent = 0;
  let time = Date.now() - 3 * 86_400_000;
  const begun = Promise.withResolvers<void>();
  const reporting = (async () => {
    while (!over.signal.aborted) {
      const positions = Array.from({ length: 10 }, () => ({
        tracker,
        time: (time += 1_000),
        latitude: 52.5 + Math.sin(time) / 1_000,
        longitude: 13.4,
      }));
      const response = await fetch(`${intake}/i/${door}/v1/positions`, {
        method: 'POST',
        body: JSON.stringify({ positions }),
      });
      const answer = (await response.json()) as { accepted: number };
      if (answer.accepted !== positions.length) throw new Error(JSON.stringify(answer));
      sent += positions.length;
      if (sent > 50) begun.resolve();
      await sleep(5);
    }
  })();
  reporting.catch(begun.reject);
  await begun.promise;
  return {
    async stop() {
      over.abort();
      await reporting;
      return { sent };
    },
  };
}
