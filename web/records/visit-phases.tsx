import { useFormatter, useTranslations } from 'next-intl';
import type { Phase, VisitTimes } from './known-late.ts';

/** When there was silence during a visit or at its end, in words; nothing where there was none. */
export function VisitPhases({
  visit,
  timeZone,
}: {
  readonly visit: Pick<VisitTimes, 'probablePhases' | 'stalePhases' | 'lostPhase'>;
  /** IANA name; absent: that of the page. */
  readonly timeZone?: string;
}) {
  const t = useTranslations('records.visit');
  const format = useFormatter();
  const { probablePhases, stalePhases, lostPhase } = visit;
  const phases = [
    ...probablePhases.map((phase) => ({ name: 'probable' as const, phase })),
    ...stalePhases.map((phase) => ({ name: 'stale' as const, phase })),
    ...(lostPhase ? [{ name: 'lost' as const, phase: lostPhase }] : []),
  ].toSorted((a, b) => Date.parse(a.phase.from) - Date.parse(b.phase.from));
  if (!phases.length) return null;
  const zone = timeZone === undefined ? {} : { timeZone };
  const time = (instant: string) => format.dateTime(Date.parse(instant), { timeStyle: 'medium', ...zone });
  const span = ({ from, to }: Phase) =>
    to === null ? t('phaseSince', { from: time(from) }) : t('phase', { from: time(from), to: time(to) });
  return (
    <ul className="flex flex-col gap-0.5 text-sm text-idle tabular-nums">
      {phases.map(({ name, phase }) => (
        <li key={`${name} ${phase.from}`}>
          {t(`marks.${name}`)}: {span(phase)}
        </li>
      ))}
    </ul>
  );
}
