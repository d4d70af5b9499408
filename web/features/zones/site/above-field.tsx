'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { SelectField } from '../../../ui/field.tsx';
import { placePath, type PlaceRow } from '../zone-tree.ts';

/** What a place is part of; nothing to ask where there is no other place. */
export function AboveField({
  places,
  all,
  parentId,
  onParent,
  problem,
}: {
  /** Those it may be part of. */
  readonly places: readonly PlaceRow[];
  readonly all: readonly PlaceRow[];
  /** Empty for none. */
  readonly parentId: string;
  readonly onParent: (parentId: string) => void;
  readonly problem: string | undefined;
}) {
  const t = useTranslations('zonePages.addPlace');
  const options = useMemo(
    () =>
      places
        .map(({ id }) => ({ id, path: placePath(all, id).join(' › ') }))
        .toSorted((a, b) => a.path.localeCompare(b.path)),
    [places, all],
  );
  if (!options.length) return null;
  return (
    <SelectField
      name="parentId"
      label={t('above')}
      problem={problem}
      value={parentId}
      onChange={({ target }) => onParent(target.value)}
    >
      <option value="">{t('nothingAbove')}</option>
      {options.map(({ id, path }) => (
        <option key={id} value={id}>
          {path}
        </option>
      ))}
    </SelectField>
  );
}
