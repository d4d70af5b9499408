'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useMutation } from 'urql';
import type { PlaceKind } from '../../../__generated__/graphql.ts';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { useForm } from '../../../ui/use-form.ts';
import { usePlaces } from '../use-places.ts';
import { placePath } from '../zone-tree.ts';
import { CREATE_PLACE } from './place.graphql.ts';

/** A place that was just made. */
export interface MadePlace {
  readonly id: string;
  readonly name: string;
}

const FIELDS = ['name', 'kind', 'parentId', 'timeZone'] as const;

const KINDS: readonly PlaceKind[] = ['SITE', 'BUILDING', 'FLOOR', 'AREA'];

/** What a place is called, what it is and what it is part of. */
export function PlaceForm({
  onMade,
  onCancel,
}: {
  readonly onMade: (place: MadePlace) => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslations('zonePages.addPlace');
  const kinds = useTranslations('zones.placeKind');
  const { tenant } = useViewing().viewer;
  const { nodes: places } = usePlaces();
  const [, make] = useMutation(CREATE_PLACE);
  const above = useMemo(
    () =>
      places
        .map(({ id }) => ({ id, path: placePath(places, id).join(' › ') }))
        .toSorted((a, b) => a.path.localeCompare(b.path)),
    [places],
  );

  const form = useForm(FIELDS, async (entered) => {
    const input = {
      name: textOf(entered, 'name').trim(),
      kind: KINDS.find((kind) => kind === textOf(entered, 'kind')) ?? 'SITE',
      parentId: textOf(entered, 'parentId') || null,
      timeZone: textOf(entered, 'timeZone') || null,
    };
    const payload = (await make({ input })).data?.createPlace;
    if (!payload?.place) return payload?.userErrors;
    onMade(payload.place);
    return null;
  });

  return (
    <Form form={form} submit={t('make')} onCancel={onCancel}>
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        problem={form.problemOf('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      <SelectField name="kind" label={t('kind')} problem={form.problemOf('kind')} defaultValue="SITE">
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {kinds(kind)}
          </option>
        ))}
      </SelectField>
      {above.length > 0 && (
        <SelectField name="parentId" label={t('above')} problem={form.problemOf('parentId')} defaultValue="">
          <option value="">{t('nothingAbove')}</option>
          {above.map(({ id, path }) => (
            <option key={id} value={id}>
              {path}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        name="timeZone"
        label={t('timeZone')}
        hint={t('timeZoneHint')}
        problem={form.problemOf('timeZone')}
        defaultValue=""
      >
        <option value="">{t('timeZoneAbove', { timeZone: tenant.timeZone })}</option>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </SelectField>
    </Form>
  );
}
