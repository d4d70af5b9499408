'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import type { SavedViewList, ShownViewFragment } from '../../__generated__/graphql.ts';
import { SureDialog } from '../../ui/sure-dialog.tsx';
import type { Address } from '../use-address.ts';
import { DELETE_VIEW } from './documents.graphql.ts';
import type { ListViews } from './use-list-views.ts';
import { VIEW_PARAMETER } from './view-address.ts';
import { ViewDialog } from './view-dialog.tsx';

/** What somebody wants to do with views. */
export type ViewTask =
  | { readonly kind: 'save' }
  | { readonly kind: 'edit' | 'delete'; readonly view: ShownViewFragment };

/** Saves what the list shows as a view, changes a view, or deletes one. */
export function ViewTaskDialog({
  list,
  task,
  known: { active, nameSaved },
  address,
  onTask,
}: {
  readonly list: SavedViewList;
  readonly task: ViewTask;
  readonly known: ListViews;
  readonly address: Address;
  readonly onTask: (task: ViewTask | null) => void;
}) {
  const t = useTranslations('lists.views');
  const [, remove] = useMutation(DELETE_VIEW);
  const close = () => onTask(null);
  if (task.kind !== 'delete') {
    const view = task.kind === 'edit' ? task.view : null;
    return (
      <ViewDialog
        list={list}
        view={view}
        address={address}
        onSaved={nameSaved}
        onClose={close}
        onDelete={() => view && onTask({ kind: 'delete', view })}
      />
    );
  }
  const { view } = task;

  async function act() {
    const payload = (await remove({ input: { viewId: view.id } })).data?.deleteView;
    if (!payload?.viewId) return payload?.userErrors;
    if (view.id === active?.id) address.change({ [VIEW_PARAMETER]: null });
    close();
    return null;
  }

  return (
    <SureDialog
      title={t('deleteNamed', { name: view.name })}
      text={view.shared ? t('deleteShared') : t('deleteText')}
      confirm={t('delete')}
      act={act}
      onClose={close}
    />
  );
}
