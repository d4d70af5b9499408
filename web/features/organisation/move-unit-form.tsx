'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import type { UnitNode } from '../../lists/unit-tree.ts';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { SelectField } from '../../ui/field.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
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
  const problems = useFormProblems(FIELDS);
  const [{ fetching }, move] = useMutation(MOVE_UNIT);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const parentId = textOf(new FormData(event.currentTarget), 'parentId') || null;
    const payload = (await move({ input: { unitId: unit.id, parentId } })).data?.moveUnit;
    if (payload?.unit) return onClose();
    problems.show(payload?.userErrors);
  }

  const places = outsideOf(tree, unit.id).filter(({ id }) => mayPutUnder(id));
  const general = problems.of(null);
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {general && <Notice tone="danger">{general}</Notice>}
      <SelectField
        name="parentId"
        label={t('above')}
        hint={t('aboveHint')}
        problem={problems.of('parentId')}
        defaultValue={unit.parent?.id ?? ''}
      >
        {mayWriteTop && <option value="">{t('top')}</option>}
        {places.map(({ id, path }) => (
          <option key={id} value={id}>
            {path.join(' › ')}
          </option>
        ))}
      </SelectField>
      <FormButtons submit={t('move')} busy={fetching} onCancel={onClose} />
    </form>
  );
}
