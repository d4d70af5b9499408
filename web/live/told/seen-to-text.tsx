import { useTranslations } from 'next-intl';
import type { SeenToFragment } from '../../__generated__/graphql.ts';

/** Who sees to what a notification tells of; nothing while nobody does. */
export function SeenToText({ told: { acknowledgedAt, acknowledgedBy } }: { readonly told: SeenToFragment }) {
  const t = useTranslations('notifications');
  if (acknowledgedAt === null) return null;
  return acknowledgedBy ? t('seenToBy', { name: acknowledgedBy.name }) : t('seenTo');
}
