'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useMay } from '../../../live/viewer-provider.tsx';
import { Section } from '../../../records/section.tsx';
import { Button } from '../../../ui/button.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { PLAN_OF_PLACE } from '../documents.graphql.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { PlanMap } from './plan-map.tsx';

/** What the place looks like on the map, and a drawing of it to bring. */
export function PlanSection({ place }: { readonly place: { readonly id: string; readonly name: string } }) {
  const t = useTranslations('places.plan');
  const mayWrite = useMay('places:write');
  const [open, setOpen] = useState(false);
  const [{ data, fetching, error }, ask] = useQuery({ query: PLAN_OF_PLACE, variables: { placeId: place.id } });
  const plan = data?.place?.plan;
  return (
    <Section
      title={t('title')}
      action={mayWrite && data && <Button onClick={() => setOpen(true)}>{t(plan ? 'change' : 'bring')}</Button>}
    >
      {data ? (
        <Plan plan={plan} label={t('mapOf', { name: place.name })} />
      ) : (
        <NotYet failed={!fetching && error !== undefined} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      )}
      {open && <PlanDialog place={place} hasPlan={!!plan} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function Plan({ plan, label }: { readonly plan: unknown; readonly label: string }) {
  const t = useTranslations('places.plan');
  if (!plan) return <p className="text-sm text-muted">{t('none')}</p>;
  return <PlanMap plan={plan} label={label} className="h-72" />;
}

function NotYet({ failed, onRetry }: { readonly failed: boolean; readonly onRetry: () => void }) {
  const t = useTranslations('places.plan');
  if (!failed) return <SkeletonRows rows={3} label={t('loading')} />;
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
      {t('failed')} <Button onClick={onRetry}>{t('again')}</Button>
    </p>
  );
}
