'use client';

import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';

/** Asks before something is done that cannot be undone. */
export function SureDialog({
  title,
  text,
  confirm,
  busy,
  problem,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  /** What will be so afterwards. */
  readonly text: string;
  /** What the button that does it says. */
  readonly confirm: string;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations('form');
  return (
    <Dialog title={title} closeLabel={t('cancel')} onClose={onClose}>
      <div className="flex flex-col gap-4">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <p className="text-sm">{text}</p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" disabled={busy} onClick={onConfirm}>
            {busy ? t('busy') : confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
