import { QUARANTINE_REASONS, type QuarantineReason } from './quarantine-reason.ts';

/** Counts by reason as a list, the most frequent first and of equals in the order of the reasons. */
export function countsOf(counts: Readonly<Partial<Record<QuarantineReason, number>>>) {
  return QUARANTINE_REASONS.flatMap((reason) => {
    const count = counts[reason] ?? 0;
    return count > 0 ? [{ reason, count }] : [];
  }).toSorted((one, other) => other.count - one.count);
}
