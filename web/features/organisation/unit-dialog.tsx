'use client';

import { useTranslations } from 'next-intl';
import type { UnitNode } from '../../lists/unit-tree.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { MoveUnitForm } from './move-unit-form.tsx';
import type { Unit } from './organisation-page.tsx';
import { UnitForm } from './unit-form.tsx';

/** What somebody wants to do in the tree of units. */
export type UnitTask =
  | { readonly kind: 'add'; readonly below: UnitNode | null }
  | { readonly kind: 'edit'; readonly unit: Unit }
  | { readonly kind: 'move'; readonly unit: Unit };

/** Adds, edits or moves a unit. */
export function UnitDialog({
  task,
  tree,
  mayPutUnder,
  onClose,
}: {
  readonly task: UnitTask;
  readonly tree: readonly UnitNode[];
  readonly mayPutUnder: (unitId: string) => boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslations('organisation');
  const title = {
    add: () => t('add'),
    edit: () => t('editNamed', { name: task.kind === 'edit' ? task.unit.name : '' }),
    move: () => t('moveNamed', { name: task.kind === 'move' ? task.unit.name : '' }),
  }[task.kind]();
  return (
    <Dialog title={title} onClose={onClose}>
      {task.kind === 'move' ? (
        <MoveUnitForm unit={task.unit} tree={tree} mayPutUnder={mayPutUnder} onClose={onClose} />
      ) : (
        <UnitForm task={task} onClose={onClose} />
      )}
    </Dialog>
  );
}
