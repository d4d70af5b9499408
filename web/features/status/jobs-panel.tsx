'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { SinceText } from '../../live/since-text.tsx';
import { StaleNote } from '../../live/stale-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { JOBS } from './documents.graphql.ts';
import { runningJobs } from './running-jobs.ts';

const LOOK_AGAIN = { everyMs: 5_000 };

/** What is being made in the background, and how far it is. */
export function JobsPanel() {
  const t = useTranslations('systemStatus');
  const { data, staleSince, failed } = useLastingQuery({ query: JOBS, requestPolicy: 'cache-and-network' }, LOOK_AGAIN);
  const jobs = data ? runningJobs(data) : [];
  return (
    <Panel title={t('jobs.title')} note={<StaleNote since={staleSince} />}>
      {!data && !failed && <SkeletonRows rows={1} label={t('loading')} />}
      {failed && <p className="text-sm text-muted">{t('failed')}</p>}
      {data && jobs.length === 0 && <p className="text-sm text-muted">{t('jobs.none')}</p>}
      <ul className="flex flex-col gap-3">
        {jobs.map(({ id, kind, detail, share, startedAt, href }) => {
          const name = t(`jobs.kinds.${kind}`, { detail });
          return (
            <li key={id} className="flex flex-col gap-1.5">
              <div className="flex flex-wrap items-center justify-between gap-x-3 text-sm">
                <Link prefetch={false} href={href} className="font-medium text-accent hover:underline">
                  {name}
                </Link>
                <span className="text-muted">
                  <SinceText instant={startedAt} />
                </span>
              </div>
              <ProgressBar label={name} share={share} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
