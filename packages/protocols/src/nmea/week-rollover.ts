const ROLLOVER_MS = 1024 * 7 * 86_400_000;
const NEAR_MS = 86_400_000;

/**
 * GPS counts weeks to 1024 and starts anew (1999, 2019, 2038): receivers that were made before then report a date of 1024
 * weeks ago. Where exactly that many weeks, or twice as many, lie between what is reported and now, the device is late.
 */
export function withoutWeekRollover(
  recordedAt: number | null,
  receivedAt: number,
): { recordedAt: number | null; late: boolean } {
  if (recordedAt === null) return { recordedAt, late: false };
  const weeks = [1, 2].find((times) => Math.abs(receivedAt - recordedAt - times * ROLLOVER_MS) < NEAR_MS);
  return weeks === undefined
    ? { recordedAt, late: false }
    : { recordedAt: recordedAt + weeks * ROLLOVER_MS, late: true };
}
