import type { Attributes, Decoded } from './decoded.ts';

const ROLLOVER_MS = 1024 * 7 * 86_400_000;
const NEAR_MS = 86_400_000;

/**
 * GPS counts weeks to 1024 and starts anew (1999, 2019, 2038): receivers that were made long before then report a date
 * of 1024 weeks ago, or of twice as many. Where exactly that lies between what is reported and now, within a day, the
 * time is corrected and flagged; what was merely kept for long is left as it is.
 */
export function withoutWeekRollover(decoded: Decoded, receivedAt: number): Decoded {
  if (decoded.kind === 'heartbeat') return corrected(decoded, receivedAt);
  return decoded.kind === 'fix' ? { kind: 'fix', fix: corrected(decoded.fix, receivedAt) } : decoded;
}

function corrected<T extends { readonly recordedAt: number | null; readonly attributes: Attributes }>(
  report: T,
  receivedAt: number,
): T {
  const { recordedAt, attributes } = report;
  if (recordedAt === null) return report;
  const times = [1, 2].find((rollovers) => Math.abs(receivedAt - recordedAt - rollovers * ROLLOVER_MS) < NEAR_MS);
  if (times === undefined) return report;
  return { ...report, recordedAt: recordedAt + times * ROLLOVER_MS, attributes: { ...attributes, weekRollover: true } };
}
