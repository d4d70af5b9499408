import { useFormatter, useTranslations } from 'next-intl';
import type { Whereabouts } from './replay/whereabouts.ts';
import { speedText } from './speed-text.ts';

// Below this, in metres per second, people see nothing move.
const STANDING_BELOW = 0.15;
const DEGREES = { minimumFractionDigits: 5, maximumFractionDigits: 5 };

/** Where a tracker is at the shown instant, in words. */
export function LaneReadout({
  where,
  empty,
  distanceMeters,
}: {
  /** Null while its positions are on their way. */
  readonly where: Whereabouts | null;
  /** Whether it has no position in the whole span. */
  readonly empty: boolean;
  readonly distanceMeters: number;
}) {
  const t = useTranslations('playback');
  const format = useFormatter();
  const time = (instant: number) => format.dateTime(instant, { timeStyle: 'medium' });
  if (empty) return <p className="text-sm text-muted">{t('nothing')}</p>;
  if (!where) return <p className="text-sm text-muted">{t('onItsWay')}</p>;
  if (where.kind === 'unknown') {
    return (
      <p className="text-sm text-muted">
        {where.firstAt === null ? t('nothing') : t('firstSignal', { time: time(where.firstAt) })}
      </p>
    );
  }
  const { latitude, longitude } = where;
  const place = `${format.number(latitude, DEGREES)}, ${format.number(longitude, DEGREES)}`;
  return (
    <>
      <p className={where.kind === 'silent' ? 'text-sm font-medium text-idle' : 'text-sm tabular-nums'}>
        {where.kind === 'silent'
          ? t('noSignal', { time: time(where.since) })
          : where.heading === null || (where.speed ?? STANDING_BELOW) < STANDING_BELOW
            ? t('standing')
            : t('moving', { speed: speedText(format, where.speed), heading: Math.round(where.heading) % 360 })}
      </p>
      <p data-place className="text-xs text-muted tabular-nums">
        {place}
        {distanceMeters >= 100 && ` · ${t('distance', { kilometers: distanceMeters / 1_000 })}`}
      </p>
    </>
  );
}
