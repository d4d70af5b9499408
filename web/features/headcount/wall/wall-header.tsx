import { useFormatter, useTranslations } from 'next-intl';
import type { Count } from '../../../live/headcount/headcount-store.ts';
import { inDoubt } from '../../../live/headcount/in-doubt.ts';
import { useNow } from '../../../live/live-provider.tsx';
import { FRESHNESS_LOOKS, useFreshness } from '../../../live/use-freshness.ts';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { useInBrowser } from '../../../ui/use-in-browser.ts';

/** How many there are, the time, and whether what is shown is of now. */
export function WallHeader({ total, dimmed }: { readonly total: Count | null; readonly dimmed: boolean }) {
  const t = useTranslations('headcount');
  const format = useFormatter();
  const { tenant } = useViewing().viewer;
  const doubtful = total ? inDoubt(total) : 0;
  return (
    <header className="flex flex-wrap items-center gap-x-[calc(var(--wall)*3)] gap-y-[calc(var(--wall)*1)]">
      <p
        className={classNames(
          'text-[length:calc(var(--wall)*18)] leading-[0.9] font-semibold tracking-tight tabular-nums',
          dimmed && 'opacity-70',
        )}
      >
        {total ? format.number(total.present) : '–'}
      </p>
      <div className="min-w-0 flex-1 basis-[calc(var(--wall)*55)]">
        <h1 className="truncate text-[length:calc(var(--wall)*3)] text-muted">
          {t('title')} · {tenant.name}
        </h1>
        <p className="text-[length:calc(var(--wall)*5)] leading-tight font-semibold">{t('onSite')}</p>
        {total && (
          <p className={classNames('text-[length:calc(var(--wall)*3)]', doubtful ? 'text-idle' : 'text-muted')}>
            {doubtful ? t('staleTotal', { count: doubtful }) : t('noneStale')}
          </p>
        )}
      </div>
      <div className="ms-auto text-end">
        <Clock />
        <Freshness />
      </div>
    </header>
  );
}

/** The time of the tenant. What the server drew would be another second than the browser's. */
function Clock() {
  const format = useFormatter();
  const now = useNow();
  const inBrowser = useInBrowser();
  return (
    <time
      dateTime={inBrowser ? new Date(now).toISOString() : undefined}
      className="block text-[length:calc(var(--wall)*9)] leading-none font-semibold tabular-nums"
    >
      {inBrowser ? format.dateTime(now, { timeStyle: 'medium' }) : '–'}
    </time>
  );
}

function Freshness() {
  const { kind, words, spoken } = useFreshness();
  const { dot, text } = FRESHNESS_LOOKS[kind];
  return (
    <p
      data-link={kind}
      className={classNames(
        'mt-[calc(var(--wall)*1)] flex items-center justify-end gap-[calc(var(--wall)*1)] text-[length:calc(var(--wall)*3.5)] leading-tight font-medium',
        text,
      )}
    >
      <span aria-hidden className={classNames('size-[calc(var(--wall)*2)] shrink-0 rounded-full', dot)} />
      {words}
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </p>
  );
}
