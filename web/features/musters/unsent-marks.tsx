'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useMarkQueue } from './use-mark-queue.ts';

/** Marks of a muster that the server does not have: how many wait, and which it refused. */
export function UnsentMarks({ musterId }: { readonly musterId: string }) {
  const t = useTranslations('musters.mark');
  const { queue, marks } = useMarkQueue();
  const own = marks.filter(({ input }) => input.musterId === musterId);
  const waiting = own.filter(({ problem }) => problem === null);
  return (
    <>
      {waiting.length > 0 && <Notice tone="warning">{t('waiting', { count: waiting.length })}</Notice>}
      {own.map(
        ({ input, name, problem }) =>
          problem !== null && (
            <Notice key={input.idempotencyKey} tone="danger">
              <div className="flex flex-wrap items-center justify-between gap-2">
                {t('refused', { name, mark: t(`texts.${input.kind}`), problem })}
                <Button onClick={() => queue.dismiss(input.idempotencyKey)}>{t('dismiss')}</Button>
              </div>
            </Notice>
          ),
      )}
    </>
  );
}
