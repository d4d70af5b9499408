'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { GeofenceKind } from '../../../__generated__/graphql.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { usePlaces } from '../use-places.ts';
import type { ShownZone } from '../zone-header.tsx';
import { placePath } from '../zone-tree.ts';

const KINDS: readonly GeofenceKind[] = ['WORK_ZONE', 'MUSTER_POINT', 'EXCLUSION', 'GATE', 'BREAK_AREA'];

/** What a zone is called, what it is for, and where it belongs. What it is for never changes. */
export function NameFields({
  zone,
  kind,
  onKind,
  problemOf,
}: {
  /** Null for a new one. */
  readonly zone: ShownZone | null;
  readonly kind: GeofenceKind;
  readonly onKind: (kind: GeofenceKind) => void;
  readonly problemOf: (field: 'name' | 'kind' | 'placeId') => string | undefined;
}) {
  const t = useTranslations();
  const { nodes: places } = usePlaces();
  const options = useMemo(
    () =>
      places
        .map(({ id }) => ({ id, path: placePath(places, id).join(' › ') }))
        .toSorted((a, b) => a.path.localeCompare(b.path)),
    [places],
  );
  const placeId = zone?.place?.id ?? '';
  return (
    <>
      <TextField
        name="name"
        label={t('zonePages.draw.name')}
        defaultValue={zone?.name ?? ''}
        problem={problemOf('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      {!zone && (
        <SelectField
          name="kind"
          label={t('zonePages.draw.kind')}
          hint={t('zonePages.draw.kindHint')}
          problem={problemOf('kind')}
          value={kind}
          onChange={({ target }) => onKind(KINDS.find((one) => one === target.value) ?? kind)}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`zones.kind.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        // The places come later than the field, and a choice of what is not there yet is none.
        key={`${placeId} ${options.length}`}
        name="placeId"
        label={t('zonePages.draw.place')}
        problem={problemOf('placeId')}
        defaultValue={placeId}
      >
        <option value="">{t('zonePages.draw.noPlace')}</option>
        {options.map(({ id, path }) => (
          <option key={id} value={id}>
            {path}
          </option>
        ))}
      </SelectField>
    </>
  );
}
