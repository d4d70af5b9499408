'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { useMayEverywhere } from '../../../live/viewer-provider.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PERSON_AUDIT } from './erasure.graphql.ts';

// The audit follows the log, a moment behind.
const LOOK_AGAIN = { everyMs: 2_000 };

/** Says that nobody knows any more who a person was, and for those who may see it, who did that and why. */
export function ErasedNote({ personId, erasedAt }: { readonly personId: string; readonly erasedAt: string }) {
  const t = useTranslations('people.erasure');
  const actors = useTranslations('settings.actors');
  const format = useFormatter();
  const mayAudit = useMayEverywhere('audit:read');
  const { data } = useLastingQuery({ query: PERSON_AUDIT, variables: { personId }, pause: !mayAudit }, LOOK_AGAIN);
  const entry = data?.auditEntries.nodes.find(({ action }) => action === 'person-erased');
  const time = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Notice tone="info">
      <p>{t('erased', { time: time(erasedAt) })}</p>
      {entry && (
        <p className="wrap-anywhere">
          {t('byWhom', { who: entry.actor.user?.name ?? actors(entry.actor.kind), reason: entry.reason ?? '–' })}
        </p>
      )}
    </Notice>
  );
}
