'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import type { UnitNode } from '../../lists/unit-tree.ts';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { textOf } from '../../ui/form-text.ts';
import { useForm } from '../../ui/use-form.ts';
import { MOVE_UNIT } from './documents.graphql.ts';
import type { Unit } from './organisation-page.tsx';
import { outsideOf } from './outside-of.ts';

const FIELDS = ['parentId'] as const;

/** Where a unit and all below it shall stand. */
export function MoveUnitForm({
  unit,
  tree,
  mayPutUnder,
  onClose,
}: {
  readonly unit: Unit;
  readonly tree: readonly UnitNode[];
  readonly mayPutUnder: (unitId: string) => boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslations('organisation');
  const mayWriteTop = useMayEverywhere('units:write');
  const [, move] = useMutation(MOVE_UNIT);

  const form = useForm(FIELDS, async (entered) => {
    const parentId = textOf(entered, 'parentId') || null;
    const payload = (await move({ input: { unitId: unit.id, parentId } })).data?.moveUnit;
    if (!payload?.unit) return payload?.userErrors;
    onClose();
    return null;
  });

  const places = outsideOf(tree, unit.id).filter(({ id }) => mayPutUnder(id));
  return (
    <Form form={form} submit={t('move')} onCancel={onClose}>
      <SelectField
        name="parentId"
        label={t('above')}
        hint={t('aboveHint')}
        problem={form.problemOf('parentId')}
        defaultValue={unit.parent?.id ?? ''}
      >
        {mayWriteTop && <option value="">{t('top')}</option>}
        {places.map(({ id, path }) => (
          <option key={id} value={id}>
            {path.join(' › ')}
          </option>
        ))}
      </SelectField>
    </Form>
  );
}
