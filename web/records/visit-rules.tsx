import { useTranslations } from 'next-intl';
import type { PresenceRuleFired } from '../__generated__/graphql.ts';

/** What made begin and end of a visit certain, in words. */
export function VisitRules({
  beganBy,
  endedBy,
}: {
  readonly beganBy: PresenceRuleFired;
  readonly endedBy: PresenceRuleFired | null;
}) {
  const t = useTranslations('records.visit');
  return (
    <>
      {t(`beganBy.${beganBy}`)} {endedBy && t(`endedBy.${endedBy}`)}
    </>
  );
}
