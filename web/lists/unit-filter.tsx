'use client';

import { useTranslations } from 'next-intl';
import { FilterSelect } from './filter-select.tsx';
import type { Address } from './use-address.ts';
import type { Units } from './use-units.ts';

/** Only those of one unit and all below it. */
export function UnitFilter({ address, units }: { readonly address: Address; readonly units: Units }) {
  const t = useTranslations('lists');
  if (!units.tree.length) return null;
  return (
    <FilterSelect
      label={t('unit')}
      value={address.parameters.get('unit') ?? ''}
      onChoose={(unit) => address.change({ unit })}
    >
      <option value="">{t('anyUnit')}</option>
      {units.tree.map(({ id, name, depth }) => (
        // Spaces at the beginning of an option are not shown; these are.
        <option key={id} value={id}>{`${'\u2003'.repeat(depth)}${name}`}</option>
      ))}
    </FilterSelect>
  );
}
