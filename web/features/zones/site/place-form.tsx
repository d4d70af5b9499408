'use client';

import { useTranslations } from 'next-intl';
import { useMemo, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { PlaceKind } from '../../../__generated__/graphql.ts';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { FormButtons } from '../../../ui/form-buttons.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
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
  const problems = useFormProblems(FIELDS);
  const [{ fetching }, make] = useMutation(CREATE_PLACE);
  const above = useMemo(
    () =>
      places
        .map(({ id }) => ({ id, path: placePath(places, id).join(' › ') }))
        .toSorted((a, b) => a.path.localeCompare(b.path)),
    [places],
  );

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = {
      name: textOf(form, 'name').trim(),
      kind: KINDS.find((kind) => kind === textOf(form, 'kind')) ?? 'SITE',
      parentId: textOf(form, 'parentId') || null,
      timeZone: textOf(form, 'timeZone') || null,
    };
    const payload = (await make({ input })).data?.createPlace;
    if (payload?.place) onMade(payload.place);
    else problems.show(payload?.userErrors);
  }

  const general = problems.of(null);
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {general && <Notice tone="danger">{general}</Notice>}
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        problem={problems.of('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      <SelectField name="kind" label={t('kind')} problem={problems.of('kind')} defaultValue="SITE">
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {kinds(kind)}
          </option>
        ))}
      </SelectField>
      {above.length > 0 && (
        <SelectField name="parentId" label={t('above')} problem={problems.of('parentId')} defaultValue="">
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
        problem={problems.of('timeZone')}
        defaultValue=""
      >
        <option value="">{t('timeZoneAbove', { timeZone: tenant.timeZone })}</option>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </SelectField>
      <FormButtons submit={t('make')} busy={fetching} onCancel={onCancel} />
    </form>
  );
}
