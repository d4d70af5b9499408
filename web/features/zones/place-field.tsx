'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { SelectField } from '../../ui/field.tsx';
import { usePlaces } from './use-places.ts';
import { placePath } from './zone-tree.ts';

/** Where a zone belongs. @param placeId chosen at first; empty for none. */
export function PlaceField({
  placeId,
  label,
  none,
  onPlace,
  problem,
}: {
  readonly placeId: string;
  /** What it is called; absent: the place. */
  readonly label?: string;
  /** What no place means; absent: none. */
  readonly none?: string;
  /** Told of another choice. */
  readonly onPlace?: (placeId: string) => void;
  readonly problem: string | undefined;
}) {
  const t = useTranslations('zonePages.draw');
  const { nodes: places } = usePlaces();
  const options = useMemo(
    () =>
      places
        .map(({ id }) => ({ id, path: placePath(places, id).join(' › ') }))
        .toSorted((a, b) => a.path.localeCompare(b.path)),
    [places],
  );
  return (
    <SelectField
      // The places come later than the field, and a choice of what is not there yet is none.
      key={`${placeId} ${options.length}`}
      name="placeId"
      label={label ?? t('place')}
      problem={problem}
      defaultValue={placeId}
      onChange={({ target }) => onPlace?.(target.value)}
    >
      <option value="">{none ?? t('noPlace')}</option>
      {options.map(({ id, path }) => (
        <option key={id} value={id}>
          {path}
        </option>
      ))}
    </SelectField>
  );
}
