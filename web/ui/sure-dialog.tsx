'use client';

import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';
import { useForm, type Refusal } from './use-form.ts';

const FIELDS = [] as const;

/** Asks before something is done that cannot be undone. */
export function SureDialog({
  title,
  text,
  confirm,
  act,
  onClose,
}: {
  readonly title: string;
  /** What will be so afterwards. */
  readonly text: string;
  /** What the button that does it says. */
  readonly confirm: string;
  readonly act: () => Promise<Refusal>;
  readonly onClose: () => void;
}) {
  const t = useTranslations('form');
  const { busy, problemOf, run } = useForm(FIELDS, act);
  const problem = problemOf(null);
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="flex flex-col gap-4">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <p className="text-sm">{text}</p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" disabled={busy} onClick={() => void run(act)}>
            {busy ? t('busy') : confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
