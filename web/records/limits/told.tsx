'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { RulesOfLimitsQuery } from '../../__generated__/graphql.ts';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { usePlaces } from '../../live/headcount/use-places.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { LastingPart } from '../lasting-part.tsx';
import { pathUp } from './path-up.ts';
import { rulesTelling, type Limited } from './who-is-told.ts';
import { RULES_OF_LIMITS } from './limits.graphql.ts';

type Rule = RulesOfLimitsQuery['notificationRules']['nodes'][number];

/** Who is told when a limit is reached or broken, by which rules; nothing for whoever may not see rules. */
export function Told({ zone, placeId }: { readonly zone: Limited['zone']; readonly placeId: string | null }) {
  const t = useTranslations('records.limits');
  const mayRead = useMay('notifications:read');
  const mayWrite = useMay('notifications:write');
  const answer = useLastingQuery({ query: RULES_OF_LIMITS, pause: !mayRead });
  if (!mayRead) return null;
  return (
    <div className="flex flex-col gap-1 border-t border-line pt-3 text-sm">
      <h3 className="font-medium">{t('told')}</h3>
      <LastingPart answer={answer}>
        {({ notificationRules: { nodes } }) => <RulesTelling rules={nodes} zone={zone} placeId={placeId} />}
      </LastingPart>
      {mayWrite && (
        <Link prefetch={false} href="/notifications" className="self-start font-medium text-accent hover:underline">
          {t('rules')}
        </Link>
      )}
    </div>
  );
}

/** The rules that tell of it; what they are depends on the places above, too. */
function RulesTelling({
  rules: all,
  zone,
  placeId,
}: {
  readonly rules: readonly Rule[];
  readonly zone: Limited['zone'];
  readonly placeId: string | null;
}) {
  const t = useTranslations('records.limits');
  const records = useTranslations('records');
  const places = usePlaces(null);
  if (placeId !== null && places.failed) return <p className="text-muted">{records('failed')}</p>;
  if (placeId !== null && places.loading) return <SkeletonRows rows={1} label={records('loading')} />;
  const rules = rulesTelling(all, { zone, placePath: pathUp(places.nodes, placeId) });
  return (
    <>
      {rules.length === 0 && <p className="text-idle">{t('nobodyTold')}</p>}
      {rules.length > 0 && (
        <ul aria-label={t('told')} className="flex flex-col gap-0.5">
          {rules.map((rule) => (
            <li key={rule.id}>
              <span className="font-medium">{rule.name}</span>{' '}
              <span className="text-muted">
                <Recipients rule={rule} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Whom a rule tells, each once. */
function Recipients({ rule }: { readonly rule: Rule }) {
  const t = useTranslations('records.limits');
  const format = useFormatter();
  const names = new Set([
    ...rule.inAppUsers.map(({ name }) => name),
    ...rule.emailUsers.map(({ name }) => name),
    ...rule.emailAddresses,
    ...rule.endpoints.map(({ url }) => url),
  ]);
  return names.size ? format.list(names) : t('nobody');
}
