'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import type { PersonKind } from '../../__generated__/graphql.ts';
import { UnitSelect } from '../../lists/unit-select.tsx';
import type { Units } from '../../lists/use-units.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { sortProblems, type FormProblem } from '../../ui/form-problems.ts';
import { Notice } from '../../ui/notice.tsx';
import { CREATE_PERSON, UPDATE_PERSON } from './documents.graphql.ts';
import { PERSON_KINDS } from './people-address.ts';
import { readPersonForm, type PersonInput } from './read-person-form.ts';

/** What can be changed of a person. */
export interface EditedPerson {
  readonly id: string;
  readonly name: string;
  readonly kind: PersonKind;
  readonly trade: string | null;
  readonly unit: { readonly id: string } | null;
}

const FORM = { fields: ['name', 'unitId', 'kind', 'trade'], texts: ['NOT_FOUND'] } as const;

// What the form of a new person begins with.
const NOBODY = { name: '', kind: 'EMPLOYEE', trade: null, unit: null } as const;

type Problem = FormProblem<(typeof FORM.fields)[number], (typeof FORM.texts)[number]>;

/** Adds a person, or changes one. */
export function PersonDialog({
  person,
  units,
  onClose,
  onDone,
}: {
  /** The person to change, or null for a new one. */
  readonly person: EditedPerson | null;
  readonly units: Units;
  readonly onClose: () => void;
  readonly onDone: (personId: string) => void;
}) {
  const t = useTranslations('people.edit');
  const names = useTranslations('people');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const { save, busy } = useSave(person?.id ?? null);
  const { trade, unit, ...before } = person ?? NOBODY;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = readPersonForm(new FormData(event.currentTarget));
    const payload = await save(input);
    if (payload?.person) return onDone(payload.person.id);
    setProblems(sortProblems(payload?.userErrors ?? [], FORM));
  }

  function problemOf(field: Problem['field']): string | undefined {
    const problem = problems.find((candidate) => candidate.field === field);
    return problem && t(`problems.${problem.text}`, { message: problem.message });
  }

  const general = problemOf(null);
  return (
    <Dialog
      title={person ? t('title', { name: person.name }) : t('addTitle')}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {general && <Notice tone="danger">{general}</Notice>}
        <TextField
          name="name"
          label={t('name')}
          defaultValue={before.name}
          problem={problemOf('name')}
          maxLength={100}
          autoComplete="off"
          required
        />
        <SelectField
          name="kind"
          label={t('kind')}
          hint={t('kindHint')}
          problem={problemOf('kind')}
          defaultValue={before.kind}
        >
          {PERSON_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {names(`kinds.${kind}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          name="trade"
          label={t('trade')}
          hint={t('tradeHint')}
          defaultValue={trade ?? ''}
          problem={problemOf('trade')}
          maxLength={100}
        />
        <UnitSelect label={t('unit')} units={units} unitId={unit?.id ?? null} problem={problemOf('unitId')} />
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" disabled={busy}>
            {busy ? t('saving') : person ? t('save') : t('add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Saves a person. @param personId the person to change, or null for a new one. */
function useSave(personId: string | null) {
  const [creation, create] = useMutation(CREATE_PERSON);
  const [update, change] = useMutation(UPDATE_PERSON);
  return {
    busy: creation.fetching || update.fetching,
    save: async (input: PersonInput) =>
      personId === null
        ? (await create({ input })).data?.createPerson
        : (await change({ input: { ...input, personId } })).data?.updatePerson,
  };
}
