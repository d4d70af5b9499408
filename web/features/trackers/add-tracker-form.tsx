'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { usePeople } from '../../live/use-trackers.ts';
import { byName } from '../../ui/by-name.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useForm } from '../../ui/use-form.ts';
import { ADD_TRACKER } from './documents.graphql.ts';
import { NEW_PERSON, readTrackerForm } from './read-tracker-form.ts';

const FIELDS = ['name', 'identifier', 'personId', 'assetId', 'newPersonName'] as const;

/** Name, identifier and carrier of a new tracker. */
export function AddTrackerForm({
  carrier,
  identifier,
  onAdded,
  onCancel,
}: {
  /** Who or what the tracker is for, or null where that is to be chosen. */
  readonly carrier: { readonly key: string; readonly name: string } | null;
  /** What its device is known to call itself, or null. */
  readonly identifier: string | null;
  readonly onAdded: (trackerId: string) => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslations('trackers.add');
  const [, addTracker] = useMutation(ADD_TRACKER);

  const form = useForm(
    FIELDS,
    async (entered) => {
      const input = readTrackerForm(entered);
      const payload = (await addTracker({ input })).data?.addTracker;
      if (!payload?.tracker) return payload?.userErrors;
      onAdded(payload.tracker.id);
      return null;
    },
    {
      IDENTIFIER_TAKEN: () => t('problems.IDENTIFIER_TAKEN'),
      NAME_TAKEN: () => t('problems.NAME_TAKEN'),
      NOT_FOUND: () => t('problems.NOT_FOUND'),
    },
  );

  return (
    <Form form={form} submit={t('submit')} onCancel={onCancel}>
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        defaultValue={carrier ? t('nameFor', { name: carrier.name }) : undefined}
        problem={form.problemOf('name')}
        maxLength={100}
        required
      />
      <TextField
        name="identifier"
        label={t('identifier')}
        hint={t('identifierHint')}
        defaultValue={identifier ?? undefined}
        problem={form.problemOf('identifier')}
        maxLength={64}
        pattern="\S+"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        required
      />
      {carrier ? (
        <>
          <p className="text-sm">{t('for', { name: carrier.name })}</p>
          <input type="hidden" name="carrier" value={carrier.key} />
        </>
      ) : (
        <CarrierFields
          problem={form.problemOf('personId') ?? form.problemOf('assetId')}
          newPersonProblem={form.problemOf('newPersonName')}
        />
      )}
    </Form>
  );
}

function CarrierFields({
  problem,
  newPersonProblem,
}: {
  readonly problem: string | undefined;
  readonly newPersonProblem: string | undefined;
}) {
  const t = useTranslations('trackers.add');
  const people = usePeople();
  const [carrier, setCarrier] = useState('');
  return (
    <>
      <SelectField
        name="carrier"
        label={t('carrier')}
        problem={problem}
        value={carrier}
        onChange={(event) => setCarrier(event.target.value)}
      >
        <option value="">{t('carrierNobody')}</option>
        <option value={NEW_PERSON}>{t('carrierNew')}</option>
        {people.nodes.toSorted(byName).map(({ id, name }) => (
          <option key={id} value={`person:${id}`}>
            {name}
          </option>
        ))}
      </SelectField>
      {carrier === NEW_PERSON && (
        <TextField
          name="newPersonName"
          label={t('newPerson')}
          problem={newPersonProblem}
          maxLength={100}
          autoComplete="off"
          required
        />
      )}
    </>
  );
}
