'use client';

import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';

/** The end of a form in a dialog: leave it, or send it. */
export function FormButtons({
  submit,
  busy,
  onCancel,
}: {
  readonly submit: string;
  readonly busy: boolean;
  readonly onCancel: () => void;
}) {
  const t = useTranslations('form');
  return (
    <div className="mt-1 flex justify-end gap-2">
      <Button onClick={onCancel}>{t('cancel')}</Button>
      <Button type="submit" look="primary" disabled={busy}>
        {busy ? t('busy') : submit}
      </Button>
    </div>
  );
}
