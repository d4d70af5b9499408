'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { TrackerRowFragment } from '../../__generated__/graphql.ts';
import { AgeText } from '../../live/age-text.tsx';
import { useLastHeard } from '../../live/use-last-heard.ts';
import type { LatestPosition } from '../../live/position-store.ts';

// Below this a speed is noise of a standing device.
const STANDING_BELOW_METERS_PER_SECOND = 0.3;

/** Where a tracker is and how it does, as far as its device says. */
export function PositionFacts({
  tracker,
  position,
}: {
  readonly tracker: TrackerRowFragment | null;
  readonly position: LatestPosition | null;
}) {
  const t = useTranslations('map');
  const units = useUnits();
  const heardAt = useLastHeard(tracker);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
      {tracker && <Fact name={t('card.tracker')}>{tracker.name}</Fact>}
      {tracker && (
        <Fact name={t('card.identifiers')}>
          <span className="font-mono text-[0.8125rem] break-all">{tracker.identifiers.join(', ')}</span>
        </Fact>
      )}
      {heardAt && (
        <Fact name={t('card.heard')}>
          <AgeText instant={heardAt} />
        </Fact>
      )}
      {!position && <Fact name={t('card.position')}>{t('noPosition')}</Fact>}
      {position && (
        <>
          <Fact name={t('card.recorded')}>
            <AgeText instant={position.recordedAt} />
          </Fact>
          <Fact name={t('card.position')}>{units.coordinates(position)}</Fact>
          {position.altitudeMeters !== null && (
            <Fact name={t('card.altitude')}>{units.meters(position.altitudeMeters)}</Fact>
          )}
          {position.accuracyMeters !== null && (
            <Fact name={t('card.accuracy')}>
              {t('card.within', { distance: units.meters(position.accuracyMeters) })}
            </Fact>
          )}
          {position.speedMetersPerSecond !== null && (
            <Fact name={t('card.speed')}>{units.speed(position.speedMetersPerSecond) ?? t('card.standing')}</Fact>
          )}
          {position.headingDegrees !== null && (
            <Fact name={t('card.heading')}>{units.degrees(position.headingDegrees)}</Fact>
          )}
          {position.batteryPercent !== null && (
            <Fact name={t('card.battery')}>
              <Battery percent={position.batteryPercent} text={units.percent(position.batteryPercent)} />
            </Fact>
          )}
        </>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 text-end tabular-nums">{children}</dd>
    </>
  );
}

function Battery({ percent, text }: { readonly percent: number; readonly text: string }) {
  const colour = percent < 15 ? 'bg-danger' : percent < 30 ? 'bg-idle' : 'bg-connected';
  return (
    <span className="inline-flex items-center gap-2">
      <span className="h-2 w-10 overflow-hidden rounded-full bg-line" aria-hidden>
        <span className={`block h-full ${colour}`} style={{ width: `${percent}%` }} />
      </span>
      {text}
    </span>
  );
}

function useUnits() {
  const format = useFormatter();
  const t = useTranslations('map.card');
  const degree = { minimumFractionDigits: 5, maximumFractionDigits: 5 };
  return {
    coordinates: ({ latitude, longitude }: LatestPosition) =>
      t('coordinates', { latitude: format.number(latitude, degree), longitude: format.number(longitude, degree) }),
    meters: (value: number) => format.number(Math.round(value), { style: 'unit', unit: 'meter' }),
    speed: (value: number) =>
      value < STANDING_BELOW_METERS_PER_SECOND
        ? null
        : format.number(value * 3.6, { style: 'unit', unit: 'kilometer-per-hour', maximumFractionDigits: 1 }),
    degrees: (value: number) =>
      format.number(Math.round(value) % 360, { style: 'unit', unit: 'degree', unitDisplay: 'narrow' }),
    percent: (value: number) => format.number(value / 100, { style: 'percent' }),
  };
}
