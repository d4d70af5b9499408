'use client';

import { useTranslations } from 'next-intl';
import { useEffect, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import type { SentForm } from './use-form.ts';

/** A form in a dialog: begins at its first field, says what is wrong with all of it, and ends with leaving or sending it. */
export function Form<Field extends string>({
  form: { ref, busy, problemOf, onSubmit },
  lead,
  submit,
  onCancel,
  children,
}: {
  readonly form: SentForm<Field>;
  /** What it is for, in a sentence or two. */
  readonly lead?: string;
  /** What the button that sends it says. */
  readonly submit: string;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}) {
  const t = useTranslations('form');
  const general = problemOf(null);
  useEffect(
    () => ref.current?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus(),
    [ref],
  );
  return (
    <form ref={ref} onSubmit={onSubmit} className="flex flex-col gap-4">
      {lead && <p className="text-sm text-muted">{lead}</p>}
      {general && <Notice tone="danger">{general}</Notice>}
      {children}
      <div className="mt-1 flex justify-end gap-2">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" look="primary" disabled={busy}>
          {busy ? t('busy') : submit}
        </Button>
      </div>
    </form>
  );
}
