import { useFormatter, useTranslations } from 'next-intl';
import { useQuery } from 'urql';
import { AgeText } from '../../live/age-text.tsx';
import { MapLink } from '../../ui/map-link.tsx';
import { LAST_LOCATED } from './documents.graphql.ts';

/** Where a tracker of somebody was last located: how long ago, how accurately, and the way to it on the map. */
export function LastLocated({ person }: { readonly person: { readonly id: string; readonly name: string } }) {
  const t = useTranslations('musters.person');
  const format = useFormatter();
  const [{ data, fetching }] = useQuery({ query: LAST_LOCATED, variables: { personId: person.id } });
  const position = data?.person?.lastPosition;
  if (!position) return <p className="text-sm text-muted">{t(fetching ? 'locating' : 'notLocated')}</p>;
  const meters = (value: number) => format.number(value, { style: 'unit', unit: 'meter', maximumFractionDigits: 0 });
  return (
    <p className="text-sm text-muted">
      {t('located')} <AgeText instant={Date.parse(position.recordedAt)} />
      {position.accuracyMeters !== null && `, ± ${meters(position.accuracyMeters)}`}
      {position.batteryPercent !== null && `, ${t('battery', { percent: position.batteryPercent })}`}
      {' · '}
      <MapLink show={`person:${person.id}`} label={t('onMap')}>
        {t('onMap')}
      </MapLink>
    </p>
  );
}
