import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import type { SavedViewList, ShownViewFragment } from '../../__generated__/graphql.ts';
import { useMayEverywhere } from '../../live/viewer-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import type { Address } from '../use-address.ts';
import { UPDATE_VIEW } from './documents.graphql.ts';
import type { ListViews } from './use-list-views.ts';
import { changeTo, plainHref, viewHref, viewParameters } from './view-address.ts';
import { ViewEntry, type EntryTask } from './view-entry.tsx';
import type { ViewTask } from './view-task-dialog.tsx';

interface PanelProps {
  readonly list: SavedViewList;
  readonly known: ListViews;
  readonly address: Address;
  readonly onTask: (task: ViewTask) => void;
  readonly onClose: () => void;
}

/** The views of a list to choose from, and what can be done with what the list shows now. */
export function ViewsPanel({ list, known, address, onTask, onClose }: PanelProps) {
  const t = useTranslations('lists.views');
  const administers = useMayEverywhere('settings:write');
  const { views, active, answer, gone } = known;

  function begin(task: ViewTask) {
    onClose();
    onTask(task);
  }

  function taskFor(view: ShownViewFragment): EntryTask | null {
    if (view.isOwn)
      return { icon: 'edit', label: t('editNamed', { name: view.name }), act: () => begin({ kind: 'edit', view }) };
    if (!administers) return null;
    return { icon: 'delete', label: t('deleteNamed', { name: view.name }), act: () => begin({ kind: 'delete', view }) };
  }

  return (
    <>
      {gone && <Notice tone="info">{t('gone')}</Notice>}
      {answer.staleSince !== null && <Notice tone="warning">{t('outdated')}</Notice>}
      {answer.failed ? (
        <div className="flex flex-col items-start gap-2 p-2 text-sm">
          <p role="alert">{t('failed')}</p>
          <Button onClick={answer.reload}>{t('retry')}</Button>
        </div>
      ) : (
        <ul aria-label={t('title')} className="min-h-0 overflow-y-auto overscroll-contain">
          <ViewEntry
            href={plainHref(list)}
            name={t('plain')}
            isHere={!active && !viewParameters(address.parameters)}
            onFollow={onClose}
          />
          {views.map((view) => (
            <ViewEntry
              key={view.id}
              href={viewHref(view)}
              name={view.name}
              detail={view.isOwn ? (view.shared ? t('shared') : undefined) : t('by', { name: view.ownerName })}
              isHere={view.id === active?.id}
              task={taskFor(view)}
              onFollow={onClose}
            />
          ))}
        </ul>
      )}
      {!answer.data && !answer.failed && (
        <p role="status" className="px-3 py-2 text-sm text-muted">
          {t('loading')}
        </p>
      )}
      {answer.data && views.length === 0 && <p className="px-3 py-2 text-sm text-muted">{t('empty')}</p>}
      <div className="mt-1 flex flex-col gap-2 border-t border-line px-1 pt-2">
        <Changes known={known} address={address} onClose={onClose} />
        <Button onClick={() => begin({ kind: 'save' })}>
          <Icon name="plus" size={16} />
          {t('save')}
        </Button>
      </div>
    </>
  );
}

const FIELDS = [] as const;

/** What becomes of it that the list shows something else than its view. */
function Changes({ known: { active, differs }, address, onClose }: Pick<PanelProps, 'known' | 'address' | 'onClose'>) {
  const t = useTranslations('lists.views');
  const [, update] = useMutation(UPDATE_VIEW);
  const { busy, problemOf, run } = useForm(FIELDS, keep);
  if (!active || !differs) return null;
  const problem = problemOf(null);

  async function keep() {
    const input = { viewId: active?.id ?? '', parameters: viewParameters(address.parameters) };
    const payload = (await update({ input })).data?.updateView;
    if (!payload?.view) return payload?.userErrors;
    onClose();
    return null;
  }

  return (
    <>
      <p className="px-2 text-sm text-muted">{t('differs', { name: active.name })}</p>
      {problem && <Notice tone="danger">{problem}</Notice>}
      {active.isOwn && (
        <Button look="primary" disabled={busy} onClick={() => void run(keep)}>
          {t('update')}
        </Button>
      )}
      <Button
        onClick={() => {
          address.change(changeTo(active));
          onClose();
        }}
      >
        {t('back')}
      </Button>
    </>
  );
}
