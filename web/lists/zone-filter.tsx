'use client';

import { useTranslations } from 'next-intl';
import type { ZoneRow } from '../live/headcount/use-zones.ts';
import { byName } from '../ui/by-name.ts';
import { FilterSelect } from './filter-select.tsx';
import type { Address } from './use-address.ts';
import { ANY_ZONE, NO_ZONE } from './zone-choice.ts';

/** Only those who are in one zone now; `presence` also offers those in any and in none. */
export function ZoneFilter({
  address,
  zones,
  presence = false,
}: {
  readonly address: Address;
  readonly zones: readonly ZoneRow[];
  readonly presence?: boolean;
}) {
  const t = useTranslations('lists');
  return (
    <FilterSelect
      label={t('zone')}
      value={address.parameters.get('zone') ?? ''}
      onChoose={(zone) => address.change({ zone })}
    >
      <option value="">{t('anywhere')}</option>
      {presence && <option value={ANY_ZONE}>{t('inAnyZone')}</option>}
      {presence && <option value={NO_ZONE}>{t('inNoZone')}</option>}
      {zones.toSorted(byName).map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </FilterSelect>
  );
}
