'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useQuery } from 'urql';
import { ActorName } from './actor-name.tsx';
import { SETTING_HISTORY } from './documents.graphql.ts';

/** Every change of a setting, newest first. */
export function SettingHistory() {
  const t = useTranslations('settings');
  const format = useFormatter();
  const [{ data }] = useQuery({ query: SETTING_HISTORY, requestPolicy: 'cache-and-network' });
  const changes = (data?.settings ?? [])
    .flatMap(({ key, title, type, history }) =>
      history.nodes.map((change) => ({ ...change, key: `${key} ${change.at}`, title, image: type === 'IMAGE' })),
    )
    .toSorted((a, b) => b.at.localeCompare(a.at));
  const shown = (value: string, image: boolean) => (value ? (image ? t('anImage') : value) : t('nothing'));
  return (
    <details className="rounded-2xl border border-line bg-surface px-4 py-3 text-sm">
      <summary className="font-medium">{t('history')}</summary>
      {changes.length ? (
        <ul className="mt-2 flex flex-col">
          {changes.map(({ key, title, at, before, after, actor, image }) => (
            <li key={key} className="flex flex-wrap gap-x-3 border-t border-line py-2 first:border-t-0">
              <span className="font-medium">{title}</span>
              <span className="min-w-0 flex-1 break-words">
                {t('changedFromTo', { before: shown(before, image), after: shown(after, image) })}
              </span>
              <span className="text-muted">
                <ActorName actor={actor} />
                {', '}
                {format.dateTime(Date.parse(at), { dateStyle: 'medium', timeStyle: 'short' })}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-2 text-muted">{t('noHistory')}</p>
      )}
    </details>
  );
}
