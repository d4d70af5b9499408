import { lengthOf, touches, union, without, type Interval } from './interval.ts';
import type { Presence, SeenVisit } from './presence.ts';
import type { Stretch } from './stays.ts';

/** Something somebody should look at; the fields are those of the SDL's `AttendanceException`. */
export interface Exception {
  readonly kind: 'SIGNAL_LOST' | 'LONG_STAY';
  readonly from: number;
  /** Excluded; null while it lasts. */
  readonly to: number | null;
  readonly message: string;
  readonly visitIds: readonly string[];
}

/** What is exceptional about somebody's presence until `now`, Unix milliseconds, by `from`. */
export function exceptionsOf(presence: Presence, stretches: readonly Stretch[], now: number): Exception[] {
  return [...lostSignals(presence, stretches, now), ...longStays(presence, now)].toSorted((a, b) => a.from - b.from);
}

/** Silences that do not count: neither was somebody seen elsewhere meanwhile, nor were they short enough for a hole. */
function lostSignals({ visits, beyond }: Presence, stretches: readonly Stretch[], now: number): Exception[] {
  const silent = union(visits.flatMap((visit) => visit.silent));
  const left = union([...beyond.values()].flat());
  return without(without(silent, union(stretches)), left).map((silence) => {
    const behind = visits.filter((visit) => visit.silent.some((phase) => touches(phase, silence)));
    const lasts = silence.to === now && behind.some((visit) => visit.lasting);
    const message = lasts
      ? 'The tracker has fallen silent; the silence does not count unless late positions prove it.'
      : `The tracker was silent for ${minutesText(silence)}; the silence does not count.`;
    return exceptionOf('SIGNAL_LOST', { span: silence, lasts, message, behind });
  });
}

function longStays({ visits, beyond }: Presence, now: number): Exception[] {
  return union([...beyond.values()].flat()).map((left) => {
    const behind = visits.filter(
      ({ zoneId, seen }) =>
        beyond.get(zoneId)?.some((one) => touches(one, left)) && seen.some((stretch) => touches(stretch, left)),
    );
    const lasts = left.to === now && behind.some(({ open }) => open);
    const message = lasts
      ? 'The stay in one zone is too long; what lies beyond does not count. Was the tracker left behind?'
      : `The stay in one zone was too long by ${minutesText(left)}, which do not count. Was the tracker left behind?`;
    return exceptionOf('LONG_STAY', { span: left, lasts, message, behind });
  });
}

function exceptionOf(
  kind: Exception['kind'],
  { span, lasts, message, behind }: { span: Interval; lasts: boolean; message: string; behind: readonly SeenVisit[] },
): Exception {
  const visitIds = behind.map(({ personVisitId }) => personVisitId);
  return { kind, from: span.from, to: lasts ? null : span.to, message, visitIds };
}

function minutesText(span: Interval): string {
  const minutes = Math.max(1, Math.round(lengthOf([span]) / 60_000));
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
