'use client';

import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import type { SavedViewList } from '../../__generated__/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Address } from '../use-address.ts';
import { useDismissed } from './use-dismissed.ts';
import { useListViews } from './use-list-views.ts';
import { ViewTaskDialog, type ViewTask } from './view-task-dialog.tsx';
import { ViewsPanel } from './views-panel.tsx';

/** The saved views of a list: which one is shown, which there are, and what can be done with them. */
export function ViewsMenu({ list, address }: { readonly list: SavedViewList; readonly address: Address }) {
  const t = useTranslations('lists.views');
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [task, setTask] = useState<ViewTask | null>(null);
  const known = useListViews(list, address);
  const { active, differs, gone } = known;
  useDismissed({ root, isOpen: open, dismiss: () => setOpen(false) });

  function close() {
    // Where a dialog that follows gives the focus back.
    button.current?.focus();
    setOpen(false);
  }

  return (
    <div ref={root} className="md:relative">
      <Button
        ref={button}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="max-w-52 md:max-w-80"
      >
        <span className={classNames('shrink-0', active && 'text-accent', gone && 'text-idle')}>
          <Icon name={gone ? 'warning' : 'bookmark'} size={16} />
        </span>
        <span className="truncate">{active ? active.name : t(gone ? 'notFound' : 'title')}</span>
        {differs && (
          <>
            <span aria-hidden className="size-2 shrink-0 rounded-full bg-accent sm:hidden" />
            <span className="shrink-0 font-normal text-muted max-sm:sr-only">{t('changed')}</span>
          </>
        )}
        <span className="shrink-0 rotate-90">
          <Icon name="chevron" size={14} />
        </span>
      </Button>
      <div
        id={id}
        className={classNames(
          'absolute inset-x-4 z-20 mt-1 max-h-[min(32rem,60dvh)] flex-col rounded-xl border border-line bg-raised p-2 text-text shadow-panel md:inset-s-auto md:inset-e-0 md:top-full md:w-88',
          open ? 'flex' : 'hidden',
        )}
      >
        {open && <ViewsPanel list={list} known={known} address={address} onTask={setTask} onClose={close} />}
      </div>
      {task && <ViewTaskDialog list={list} task={task} known={known} address={address} onTask={setTask} />}
    </div>
  );
}
