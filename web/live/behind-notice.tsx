'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { graphql } from '../__generated__/gql.ts';
import { useLastingQuery } from '../graphql/use-lasting-query.ts';
import { Notice } from '../ui/notice.tsx';
import { uncountedSince } from './behind.ts';
import { useMay } from './viewer-provider.tsx';

const PRESENCE_PROGRESS = graphql(`
  query PresenceProgress {
    presenceProgress {
      waitingSince
      behindSeconds
    }
  }
`);

/** Nothing streamed speaks of it. */
const LOOK_AGAIN_MS = 10_000;

/** Says since when what devices report is not counted yet; nothing while numbers and lists are up to date. */
export function BehindNotice() {
  const t = useTranslations('behind');
  const format = useFormatter();
  const may = useMay('visits:read');
  const { data } = useLastingQuery({ query: PRESENCE_PROGRESS, pause: !may }, { everyMs: LOOK_AGAIN_MS });
  const since = data ? uncountedSince(data.presenceProgress) : null;
  if (since === null) return null;
  return <Notice tone="warning">{t('since', { time: format.dateTime(since, { timeStyle: 'medium' }) })}</Notice>;
}
