'use client';

import { useTranslations } from 'next-intl';
import type { GeofenceKind } from '../../../__generated__/graphql.ts';
import { TextField } from '../../../ui/field.tsx';
import { KindField } from '../kind-field.tsx';
import { PlaceField } from '../place-field.tsx';
import type { ShownZone } from '../zone-header.tsx';

/** What a zone is called, what it is for, and where it belongs. */
export function NameFields({
  zone,
  name,
  placeId,
  onPlace,
  kind,
  onKind,
  problemOf,
}: {
  /** Null for a new one. */
  readonly zone: ShownZone | null;
  /** What stands there at first. */
  readonly name: string;
  /** Chosen at first; empty for none. */
  readonly placeId: string;
  readonly onPlace: (placeId: string) => void;
  readonly kind: GeofenceKind;
  readonly onKind: (kind: GeofenceKind) => void;
  readonly problemOf: (field: 'name' | 'kind' | 'placeId') => string | undefined;
}) {
  const t = useTranslations('zonePages.draw');
  return (
    <>
      <TextField
        name="name"
        label={t('name')}
        defaultValue={name}
        problem={problemOf('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      {!zone && <KindField kind={kind} onKind={onKind} problem={problemOf('kind')} />}
      <PlaceField placeId={placeId} onPlace={onPlace} problem={problemOf('placeId')} />
    </>
  );
}
