'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { AsOfControl } from '../../../live/past/as-of-control.tsx';
import type { AsOf } from '../../../live/past/use-as-of.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { PastView } from './use-past-scene.ts';

/** Says that the page shows an instant and not now: in words and by its stripes, whatever colours somebody sees. */
export function PastBanner({ asOf, view }: { readonly asOf: AsOf; readonly view: PastView }) {
  const t = useTranslations('asOf');
  const format = useFormatter();
  return (
    <section aria-label={t('label')} className="bg-warning-soft">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2 md:px-4">
        <p
          role="status"
          className="flex min-w-0 flex-1 items-center gap-x-2.5 gap-y-1 font-medium text-idle max-sm:flex-wrap sm:basis-64"
        >
          <span className="inline-flex shrink-0 items-center gap-1.5 rounded-md bg-idle px-2 py-0.5 text-sm font-semibold text-surface">
            <Icon name="clock" size={16} />
            {t('notLive')}
          </span>
          <span className="min-w-0 tabular-nums max-sm:text-sm">
            {t('banner', { time: format.dateTime(view.at, { dateStyle: 'medium', timeStyle: 'medium' }) })}
            {view.state === 'loading' && <span className="block text-sm font-normal">{t('loading')}</span>}
          </span>
        </p>
        <div className="max-sm:order-last max-sm:w-full">
          <AsOfControl asOf={asOf} />
        </div>
        {view.state === 'failed' && (
          <p role="alert" className="flex items-center gap-2 text-sm text-danger">
            {t('failed')}
            <Button onClick={view.reload}>{t('retry')}</Button>
          </p>
        )}
        <Button look="primary" onClick={() => asOf.show(null)}>
          {t('backToLive')}
        </Button>
      </div>
      <div className="striped h-1.5" aria-hidden />
    </section>
  );
}
