import { useTranslations } from 'next-intl';
import { Icon, type IconName } from '../ui/icon.tsx';
import { isKnownLate, type VisitTimes } from './known-late.ts';

/** What should be known of a visit at a glance: silence during it or at its end, and that it was learned of later. */
export function VisitMarks({ visit }: { readonly visit: VisitTimes }) {
  const { probablePhases, stalePhases, lostPhase } = visit;
  // The greater doubt says all that the lesser would.
  const silence = lostPhase ? 'lost' : stalePhases.length ? 'stale' : probablePhases.length ? 'probable' : null;
  return (
    <>
      {silence && <Mark name={silence} icon={silence === 'lost' ? 'silent' : 'clock'} />}
      {isKnownLate(visit) && <Mark name="late" icon="info" />}
    </>
  );
}

function Mark({ name, icon }: { readonly name: 'probable' | 'stale' | 'lost' | 'late'; readonly icon: IconName }) {
  const t = useTranslations('records.visit');
  return (
    <span
      title={t(`hints.${name}`)}
      className={`inline-flex items-center gap-1 text-sm whitespace-nowrap ${name === 'late' ? 'text-muted' : 'text-idle'}`}
    >
      <Icon name={icon} size={14} />
      {t(`marks.${name}`)}
    </span>
  );
}
