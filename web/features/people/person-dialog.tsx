'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import type { PersonKind } from '../../__generated__/graphql.ts';
import { UnitSelect } from '../../lists/unit-select.tsx';
import type { Units } from '../../lists/use-units.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useForm } from '../../ui/use-form.ts';
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

const FIELDS = ['name', 'unitId', 'kind', 'trade'] as const;

// What the form of a new person begins with.
const NOBODY = { name: '', kind: 'EMPLOYEE', trade: null, unit: null } as const;

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
  const save = useSave(person?.id ?? null);
  const { trade, unit, ...before } = person ?? NOBODY;

  const form = useForm(
    FIELDS,
    async (entered) => {
      const input = readPersonForm(entered);
      const payload = await save(input);
      if (!payload?.person) return payload?.userErrors;
      onDone(payload.person.id);
      return null;
    },
    { NOT_FOUND: () => t('problems.NOT_FOUND') },
  );

  return (
    <FormDialog
      title={person ? t('title', { name: person.name }) : t('addTitle')}

      onClose={onClose}
      form={form}
      submit={person ? t('save') : t('add')}
    >
      <TextField
        name="name"
        label={t('name')}
        defaultValue={before.name}
        problem={form.problemOf('name')}
        maxLength={100}
        autoComplete="off"
        required
      />
      <SelectField
        name="kind"
        label={t('kind')}
        hint={t('kindHint')}
        problem={form.problemOf('kind')}
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
        problem={form.problemOf('trade')}
        maxLength={100}
      />
      <UnitSelect label={t('unit')} units={units} unitId={unit?.id ?? null} problem={form.problemOf('unitId')} />
    </FormDialog>
  );
}

/** Saves a person. @param personId the person to change, or null for a new one. */
function useSave(personId: string | null) {
  const [, create] = useMutation(CREATE_PERSON);
  const [, change] = useMutation(UPDATE_PERSON);
  return async (input: PersonInput) =>
    personId === null
      ? (await create({ input })).data?.createPerson
      : (await change({ input: { ...input, personId } })).data?.updatePerson;
}
