import { useFormatter, useTranslations } from 'next-intl';
import type { SettingHistoryQuery } from '../../__generated__/graphql.ts';
import { ActorName } from './actor-name.tsx';

/** Who changed which setting from what to what, newest first; says so where nobody did. */
export function SettingChanges({ settings }: { readonly settings: SettingHistoryQuery['settings'] }) {
  const t = useTranslations('settings');
  const format = useFormatter();
  const changes = settings
    .flatMap(({ key, title, type, history }) =>
      history.nodes.map((change) => ({ ...change, key: `${key} ${change.at}`, title, image: type === 'IMAGE' })),
    )
    .toSorted((a, b) => b.at.localeCompare(a.at));
  const shown = (value: string, image: boolean) => (value ? (image ? t('anImage') : value) : t('nothing'));
  if (!changes.length) return <p className="mt-2 text-muted">{t('noHistory')}</p>;
  return (
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
  );
}
