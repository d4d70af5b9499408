'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { PlaceKind } from '../../../__generated__/graphql.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { useForm } from '../../../ui/use-form.ts';
import { usePlaces } from '../use-places.ts';
import { AboveField } from './above-field.tsx';
import { CREATE_PLACE } from './place.graphql.ts';
import { ZoneOfPlaceField } from './zone-of-place-field.tsx';

/** A place that was just made. */
export interface MadePlace {
  readonly id: string;
  readonly name: string;
}

const FIELDS = ['name', 'kind', 'parentId', 'timeZone'] as const;

const KINDS: readonly PlaceKind[] = ['SITE', 'BUILDING', 'FLOOR', 'AREA'];

/** What a place is called, what it is and what it is part of. */
export function PlaceForm({
  parentId,
  onMade,
  onCancel,
}: {
  /** The place above, chosen at first; empty for none. */
  readonly parentId: string;
  readonly onMade: (place: MadePlace) => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslations('zonePages.addPlace');
  const kinds = useTranslations('zones.placeKind');
  const { nodes: places } = usePlaces();
  const [aboveId, setAboveId] = useState(parentId);
  const [, make] = useMutation(CREATE_PLACE);
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
      <SelectField
        name="kind"
        label={t('kind')}
        problem={form.problemOf('kind')}
        defaultValue={parentId ? 'AREA' : 'SITE'}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {kinds(kind)}
          </option>
        ))}
      </SelectField>
      <AboveField
        places={places}
        all={places}
        parentId={aboveId}
        onParent={setAboveId}
        problem={form.problemOf('parentId')}
      />
      <ZoneOfPlaceField
        places={places}
        parentId={aboveId || null}
        timeZone={null}
        problem={form.problemOf('timeZone')}
      />
    </Form>
  );
}
