import { useTranslations } from 'next-intl';
import type { HeadcountLimitFragment, OccupancyLimitState } from '../../__generated__/graphql.ts';
import { useRange, useWho } from '../../records/limits/limit-words.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';

/** The limits of a zone or place and how its count stands to them; nothing where there are none. */
export function LimitTexts({ limits }: { readonly limits: readonly HeadcountLimitFragment[] }) {
  const t = useTranslations('headcount.limit');
  if (!limits.length) return null;
  return (
    <ul aria-label={t('label')} className="flex flex-col gap-0.5 text-sm">
      {limits.map((limit) => (
        <LimitText key={limit.limit.id} limit={limit} />
      ))}
    </ul>
  );
}

const LOOKS: Readonly<Record<OccupancyLimitState, string>> = {
  WITHIN: 'text-muted',
  BELOW: 'text-idle',
  REACHED: 'text-idle',
  EXCEEDED: 'font-medium text-danger',
};

function LimitText({ limit }: { readonly limit: HeadcountLimitFragment }) {
  const t = useTranslations('headcount.limit');
  const range = useRange()(limit);
  const who = useWho()(limit.limit);
  const { state } = limit;
  return (
    <li className={classNames('flex flex-wrap items-center gap-x-1.5', LOOKS[state])}>
      <Icon name={state === 'WITHIN' ? 'check' : 'warning'} size={14} />
      {who ? t('of', { range, who }) : range}: {t(`states.${state}`)}
    </li>
  );
}
