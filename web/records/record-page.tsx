'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useLinkStatus } from '../live/live-provider.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

/** How far the question about a record came. */
export type RecordState = 'loading' | 'failed' | 'missing' | 'shown';

/** How far a question came. @param record what was answered: undefined before an answer, null when there is none. */
export function recordState(
  record: unknown,
  { fetching, failed }: { fetching: boolean; failed: boolean },
): RecordState {
  if (record) return 'shown';
  if (fetching) return 'loading';
  return failed || record === undefined ? 'failed' : 'missing';
}

/** A page about one thing: the way back to its list, then the thing in whatever state it is. */
export function RecordPage({
  back,
  icon,
  state,
  missing,
  onRetry,
  children,
}: {
  readonly back: { readonly href: string; readonly name: string };
  readonly icon: IconName;
  readonly state: RecordState;
  /** Said when there is no such thing. */
  readonly missing: string;
  readonly onRetry: () => void;
  readonly children: ReactNode;
}) {
  const t = useTranslations('records');
  const link = useLinkStatus();
  const interrupted = link.kind === 'reconnecting' || link.kind === 'offline';
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 p-4 md:px-6 md:py-5">
        <Link
          href={back.href}
          className="inline-flex items-center gap-1 self-start rounded-md text-sm text-muted hover:text-text"
        >
          <span className="rotate-180">
            <Icon name="chevron" size={14} />
          </span>
          {back.name}
        </Link>
        {interrupted && <Notice tone="warning">{t(link.kind === 'offline' ? 'offline' : 'interrupted')}</Notice>}
        {state === 'loading' && <SkeletonRows rows={6} label={t('loading')} />}
        {state === 'failed' && (
          <EmptyState icon="warning" title={t('failed')} action={<Button onClick={onRetry}>{t('retry')}</Button>} />
        )}
        {state === 'missing' && (
          <EmptyState icon={icon} title={missing}>
            {t('missingText')}
          </EmptyState>
        )}
        {state === 'shown' && children}
      </div>
    </div>
  );
}
