'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { usePeople } from '../../live/use-trackers.ts';
import { byName } from '../../ui/by-name.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { sortProblems, type FormProblem } from '../../ui/form-problems.ts';
import { Notice } from '../../ui/notice.tsx';
import { ADD_TRACKER } from './documents.graphql.ts';
import { NEW_PERSON, readTrackerForm } from './read-tracker-form.ts';

const FORM = {
  fields: ['name', 'identifier', 'personId', 'assetId', 'newPersonName'],
  texts: ['IDENTIFIER_TAKEN', 'NAME_TAKEN', 'NOT_FOUND'],
} as const;

type Problem = FormProblem<(typeof FORM.fields)[number], (typeof FORM.texts)[number]>;

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
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [{ fetching }, addTracker] = useMutation(ADD_TRACKER);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = readTrackerForm(new FormData(event.currentTarget));
    const { data } = await addTracker({ input });
    if (data?.addTracker.tracker) return onAdded(data.addTracker.tracker.id);
    setProblems(sortProblems(data?.addTracker.userErrors ?? [], FORM));
  }

  function problemOf(...fields: Problem['field'][]): string | undefined {
    const problem = problems.find((candidate) => fields.includes(candidate.field));
    return problem && t(`problems.${problem.text}`, { message: problem.message });
  }

  const general = problemOf(null);
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {general && <Notice tone="danger">{general}</Notice>}
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        defaultValue={carrier ? t('nameFor', { name: carrier.name }) : undefined}
        problem={problemOf('name')}
        maxLength={100}
        required
      />
      <TextField
        name="identifier"
        label={t('identifier')}
        hint={t('identifierHint')}
        defaultValue={identifier ?? undefined}
        problem={problemOf('identifier')}
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
        <CarrierFields problem={problemOf('personId', 'assetId')} newPersonProblem={problemOf('newPersonName')} />
      )}
      <div className="mt-1 flex justify-end gap-2">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" look="primary" disabled={fetching}>
          {fetching ? t('submitting') : t('submit')}
        </Button>
      </div>
    </form>
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
