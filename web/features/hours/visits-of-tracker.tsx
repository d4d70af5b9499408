import { useFormatter, useTranslations } from 'next-intl';
import { VisitPhases } from '../../records/visit-phases.tsx';
import { VisitRules } from '../../records/visit-rules.tsx';
import type { Line } from './person-week-page.tsx';
import type { DecidedVisit, LineVisits } from './use-line-visits.ts';

/** Every one of these visits with its times, and what decided it where that is known. */
export function VisitsOfTracker({
  visits,
  decided,
  timeZone,
}: {
  readonly visits: Line['visits'];
  readonly decided: LineVisits['decided'];
  readonly timeZone: string;
}) {
  const t = useTranslations('hours.evidence');
  const format = useFormatter();
  const time = (instant: string) => format.dateTime(Date.parse(instant), { timeZone, timeStyle: 'medium' });
  return (
    <ul className="flex flex-col gap-3">
      {visits.map(({ id, from, to, geofence, visit }) => (
        <li key={id} className="flex flex-col gap-1 border-t border-line pt-3 text-sm">
          <p className="flex flex-wrap justify-between gap-x-3">
            <span className="font-medium">{geofence.name}</span>
            <span className="tabular-nums">
              {time(from)}–{to ? time(to) : t('still')}
            </span>
          </p>
          <Decided visit={decided?.get(visit.id)} timeZone={timeZone} time={time} />
        </li>
      ))}
    </ul>
  );
}

function Decided({
  visit,
  timeZone,
  time,
}: {
  readonly visit: DecidedVisit | undefined;
  readonly timeZone: string;
  readonly time: (instant: string) => string;
}) {
  if (!visit) return null;
  return (
    <>
      <Decisions evidence={visit.evidence} time={time} />
      <VisitPhases visit={visit} timeZone={timeZone} />
      <p className="text-muted">
        <VisitRules beganBy={visit.beganBy} endedBy={visit.endedBy} />
      </p>
    </>
  );
}

function Decisions({
  evidence,
  time,
}: {
  readonly evidence: DecidedVisit['evidence'];
  readonly time: (instant: string) => string;
}) {
  const t = useTranslations('hours.evidence');
  const format = useFormatter();
  const meters = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  return (
    <ul className="flex flex-col gap-0.5 text-muted">
      {evidence.map(({ decision, position, signedDistanceMeters, accuracyMeters }, index) => (
        <li key={`${decision} ${position?.id ?? index}`} className="tabular-nums">
          {t(`decisions.${decision}`, {
            time: position ? time(position.recordedAt) : t('noTime'),
            distance: meters(Math.abs(signedDistanceMeters)),
            side: signedDistanceMeters <= 0 ? 'inside' : 'outside',
          })}
          {accuracyMeters !== null && ` ${t('accuracy', { distance: meters(accuracyMeters) })}`}
        </li>
      ))}
    </ul>
  );
}
