import { useFormatter, useTranslations } from 'next-intl';
import type { MusterLocatedFragment } from '../../__generated__/graphql.ts';
import { AgeText } from '../../live/age-text.tsx';
import { MapLink } from '../../ui/map-link.tsx';

/** Where a tracker of somebody missing was last located: how long ago, how accurately, in which zone, and the way to it. */
export function LocatedText({
  personId,
  position: { recordedAt, latitude, longitude, accuracyMeters, zone },
}: {
  readonly personId: string;
  readonly position: MusterLocatedFragment;
}) {
  const t = useTranslations('musters.person');
  const format = useFormatter();
  const meters = (value: number) => format.number(value, { style: 'unit', unit: 'meter', maximumFractionDigits: 0 });
  return (
    <span className="block">
      {t('located')} <AgeText instant={Date.parse(recordedAt)} />
      {zone && ` ${t('locatedIn', { zone: zone.name })}`}
      {`, ${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}
      {accuracyMeters !== null && ` ± ${meters(accuracyMeters)}`}
      {' · '}
      <MapLink show={`person:${personId}`} label={t('onMap')}>
        {t('onMap')}
      </MapLink>
    </span>
  );
}
