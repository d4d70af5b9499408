import { useFormatter, useTranslations } from 'next-intl';
import type { PersonKind } from '../../__generated__/graphql.ts';

/** Whom a limit counts. */
interface Counted {
  readonly kinds: readonly PersonKind[] | null;
  readonly company: { readonly name: string } | null;
}

/** How many a limit allows and demands, in words. */
export function useRange(): (limit: { readonly minimum: number | null; readonly maximum: number | null }) => string {
  const t = useTranslations('headcount.limit');
  return ({ minimum, maximum }) => {
    if (minimum === null) return t('most', { count: maximum ?? 0 });
    return maximum === null ? t('least', { count: minimum }) : t('both', { minimum, maximum });
  };
}

/** Whom a limit counts; empty where it counts everybody. */
export function useWho(): (counted: Counted) => string {
  const t = useTranslations('people.kinds');
  const format = useFormatter();
  return ({ kinds, company }) => {
    const names = (kinds ?? []).map((kind) => t(kind));
    return format.list(company ? [...names, company.name] : names);
  };
}
