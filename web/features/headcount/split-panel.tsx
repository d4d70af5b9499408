'use client';

import { useTranslations } from 'next-intl';
import type { HeadcountSplit } from '../../__generated__/graphql.ts';
import { CountText } from '../../live/headcount/count-text.tsx';
import { useHeadcounts } from '../../live/headcount/use-headcounts.ts';
import { useSplit, type Share } from '../../live/headcount/use-split.ts';
import { StaleNote } from '../../live/stale-note.tsx';
import { Section } from '../../records/section.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';

type Split = Exclude<HeadcountSplit, 'UNIT'>;

/** Everybody who is in a zone apart by company, trade, role or kind. @param past RFC 3339, or null for now. */
export function SplitPanel({ past }: { readonly past: string | null }) {
  const t = useTranslations('headcount.split');
  const tab = (by: Split) => ({ key: by, name: t(`by.${by}`), content: <Shares by={by} past={past} /> });
  return (
    <Section title={t('title')}>
      <Tabs label={t('title')} tabs={[tab('COMPANY'), tab('TRADE'), tab('ROLE'), tab('KIND')]} />
    </Section>
  );
}

function Shares({ by, past }: { readonly by: Split; readonly past: string | null }) {
  const t = useTranslations('headcount.split');
  const version = useHeadcounts()?.version ?? 0;
  const { data, staleSince, failed, reload } = useSplit(by, { asOf: past, version });
  const shares = data?.occupancy.total.split;
  if (failed) {
    return (
      <Notice tone="danger">
        <span className="flex flex-wrap items-center justify-between gap-2">
          {t('failed')}
          <Button onClick={reload}>{t('retry')}</Button>
        </span>
      </Notice>
    );
  }
  if (!shares) return <SkeletonRows rows={3} label={t('loading')} />;
  if (!shares.length) return <p className="text-sm text-muted">{t('nobody')}</p>;
  return (
    <>
      <StaleNote since={staleSince} />
      <ul className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
        {shares.map((share) => (
          <ShareRow key={share.unit?.id ?? share.label ?? share.kind ?? ''} share={share} by={by} />
        ))}
      </ul>
    </>
  );
}

function ShareRow({ share, by }: { readonly share: Share; readonly by: Split }) {
  const t = useTranslations();
  const { unit, label, kind } = share;
  const name = unit?.name ?? label ?? (kind && t(`people.kinds.${kind}`)) ?? t(`headcount.split.none.${by}`);
  return (
    <li className="flex items-baseline justify-between gap-3 border-b border-line/70 py-1.5 text-sm">
      <span className="min-w-0 truncate">{name}</span>
      <CountText count={share} className="text-base font-semibold" />
    </li>
  );
}
