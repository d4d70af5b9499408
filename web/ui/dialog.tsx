'use client';

import { useTranslations } from 'next-intl';
import { useLayoutEffect, useId, useRef, useState, type FormEvent, type ReactNode, type SyntheticEvent } from 'react';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

/**
 * A question in front of the page. The browser keeps the focus inside and gives it back. Escape closes, but asks first
 * where something was entered in a form.
 */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const t = useTranslations('form');
  const ref = useRef<HTMLDialogElement>(null);
  const entered = useRef<Element>(null);
  const [left, setLeft] = useState<Element | null>(null);
  const titleId = useId();
  // Before the effects of what is inside, which may want the focus.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  function remember({ target }: FormEvent<HTMLDialogElement>) {
    const form = target instanceof Element && target.closest('form');
    if (form) entered.current = form;
  }

  function escape(event: SyntheticEvent<HTMLDialogElement>) {
    // A file chooser that is left says so here too.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (!left && entered.current?.isConnected) setLeft(document.activeElement);
    else onClose();
  }

  function stay() {
    setLeft(null);
    if (left instanceof HTMLElement) left.focus();
  }

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onInput={remember}
      onCancel={escape}
      // A browser lets no page hold somebody back who presses Escape twice.
      onClose={() => ref.current && !ref.current.open && onClose()}
      className="m-auto max-h-[min(44rem,calc(100dvh-2rem))] w-[min(32rem,calc(100vw-2rem))] overflow-y-auto rounded-2xl border border-line bg-raised text-text shadow-panel max-sm:mb-0 max-sm:w-full max-sm:max-w-full max-sm:rounded-b-none"
    >
      <div className="flex items-center justify-between gap-4 px-5 pt-4 pb-1">
        <h2 id={titleId} className="text-lg font-semibold">
          {title}
        </h2>
        <IconButton label={t('close')} onClick={onClose} className="-me-2">
          <Icon name="close" />
        </IconButton>
      </div>
      <div className="px-5 pt-2 pb-5">{children}</div>
      {left && (
        <div className="sticky bottom-0 flex flex-wrap items-center justify-end gap-x-2 gap-y-3 border-t border-line bg-raised px-5 py-4">
          <p role="alert" className="me-auto text-sm font-medium">
            {t('unsaved')}
          </p>
          <span className="flex gap-2">
            <Button onClick={onClose}>{t('discard')}</Button>
            <Button autoFocus onClick={stay}>
              {t('keep')}
            </Button>
          </span>
        </div>
      )}
    </dialog>
  );
}
