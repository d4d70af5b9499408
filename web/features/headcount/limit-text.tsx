import { useFormatter, useTranslations } from 'next-intl';
import type { HeadcountLimitFragment, OccupancyLimitState } from '../../__generated__/graphql.ts';
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
  const who = useWho()(limit);
  const { state } = limit;
  return (
    <li className={classNames('flex flex-wrap items-center gap-x-1.5', LOOKS[state])}>
      <Icon name={state === 'WITHIN' ? 'check' : 'warning'} size={14} />
      {who ? t('of', { range, who }) : range}: {t(`states.${state}`)}
    </li>
  );
}

function useRange(): (limit: HeadcountLimitFragment) => string {
  const t = useTranslations('headcount.limit');
  return ({ minimum, maximum }) => {
    if (minimum === null) return t('most', { count: maximum ?? 0 });
    return maximum === null ? t('least', { count: minimum }) : t('both', { minimum, maximum });
  };
}

/** Whom a limit counts; empty where it counts everybody. */
function useWho(): (limit: HeadcountLimitFragment) => string {
  const t = useTranslations('people.kinds');
  const format = useFormatter();
  return ({ limit: { kinds, company } }) => {
    const names = (kinds ?? []).map((kind) => t(kind));
    return format.list(company ? [...names, company.name] : names);
  };
}
