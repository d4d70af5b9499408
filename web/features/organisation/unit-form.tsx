'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import type { UnitKind } from '../../__generated__/graphql.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { textOf } from '../../ui/form-text.ts';
import { useForm } from '../../ui/use-form.ts';
import { CREATE_UNIT, UPDATE_UNIT } from './documents.graphql.ts';
import type { UnitTask } from './unit-dialog.tsx';

const FIELDS = ['name', 'kind'] as const;
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
  const [, create] = useMutation(CREATE_UNIT);
  const [, update] = useMutation(UPDATE_UNIT);
  const known = task.kind === 'edit' ? task.unit : null;
  const above = task.kind === 'add' ? task.below : null;

  const form = useForm(FIELDS, async (entered) => {
    const name = textOf(entered, 'name').trim();
    const kind = KINDS.find((one) => one === textOf(entered, 'kind')) ?? 'CREW';
    const payload = known
      ? (await update({ input: { unitId: known.id, name, kind } })).data?.updateUnit
      : (await create({ input: { name, kind, parentId: above?.id ?? null } })).data?.createUnit;
    if (!payload?.unit) return payload?.userErrors;
    onClose();
    return null;
  });

  return (
    <Form form={form} submit={t(known ? 'save' : 'add')} onCancel={onClose}>
      {above && <p className="text-sm text-muted">{t('below', { path: above.path.join(' › ') })}</p>}
      <TextField
        name="name"
        label={t('name')}
        problem={form.problemOf('name')}
        defaultValue={known?.name}
        maxLength={100}
        autoComplete="off"
        required
      />
      <SelectField
        name="kind"
        label={t('kind')}
        problem={form.problemOf('kind')}
        defaultValue={known?.kind ?? (above ? 'CREW' : 'COMPANY')}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
    </Form>
  );
}
