'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import type { UnitKind } from '../../__generated__/graphql.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { CREATE_UNIT, UPDATE_UNIT } from './documents.graphql.ts';
import type { UnitTask } from './unit-dialog.tsx';

const FIELDS = ['name', 'kind', 'parentId'] as const;
const KINDS: readonly UnitKind[] = ['COMPANY', 'DEPARTMENT', 'CREW'];

/** Name and kind of a new unit or of one there is. */
export function UnitForm({
  task,
  onClose,
}: {
  readonly task: Exclude<UnitTask, { kind: 'move' }>;
  readonly onClose: () => void;
}) {
  const t = useTranslations('organisation');
  const problems = useFormProblems(FIELDS);
  const [creating, create] = useMutation(CREATE_UNIT);
  const [updating, update] = useMutation(UPDATE_UNIT);
  const known = task.kind === 'edit' ? task.unit : null;
  const above = task.kind === 'add' ? task.below : null;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = textOf(form, 'name').trim();
    const kind = KINDS.find((one) => one === textOf(form, 'kind')) ?? 'CREW';
    const payload = known
      ? (await update({ input: { unitId: known.id, name, kind } })).data?.updateUnit
      : (await create({ input: { name, kind, parentId: above?.id ?? null } })).data?.createUnit;
    if (payload?.unit) return onClose();
    problems.show(payload?.userErrors);
  }

  const general = problems.of(null) ?? problems.of('parentId');
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {general && <Notice tone="danger">{general}</Notice>}
      {above && <p className="text-sm text-muted">{t('below', { path: above.path.join(' › ') })}</p>}
      <TextField
        name="name"
        label={t('name')}
        problem={problems.of('name')}
        defaultValue={known?.name}
        maxLength={100}
        autoComplete="off"
        required
      />
      <SelectField
        name="kind"
        label={t('kind')}
        problem={problems.of('kind')}
        defaultValue={known?.kind ?? (above ? 'CREW' : 'COMPANY')}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      <FormButtons
        submit={t(known ? 'save' : 'add')}
        busy={creating.fetching || updating.fetching}
        onCancel={onClose}
      />
    </form>
  );
}
