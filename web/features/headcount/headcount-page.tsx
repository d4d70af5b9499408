'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { BehindNotice } from '../../live/behind-notice.tsx';
import { useInterrupted } from '../../live/live-provider.tsx';
import { AsOfControl } from '../../live/past/as-of-control.tsx';
import { useAsOf, type AsOf } from '../../live/past/use-as-of.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWall } from '../../ui/use-wall.ts';
import { BoardView } from './board-view.tsx';
import { useLiveBoard, type BoardState } from '../../live/headcount/use-live-board.ts';
import { usePastBoard } from './use-past-board.ts';
import { HeadcountWall } from './wall/headcount-wall.tsx';

/** Who is where, in numbers that can be read across a room: now, or at any instant before. */
export function HeadcountPage() {
  const asOf = useAsOf();
  const wall = useWall();
  if (wall.shown) return <HeadcountWall wall={wall} />;
  return asOf.instant === null ? <LiveBoard asOf={asOf} /> : <PastBoard asOf={asOf} instant={asOf.instant} />;
}

function LiveBoard({ asOf }: { readonly asOf: AsOf }) {
  const t = useTranslations('headcount');
  const interrupted = useInterrupted();
  const format = useFormatter();
  const state = useLiveBoard();
  const staleSince = state.kind === 'board' ? state.staleSince : null;
  return (
    <Frame asOf={asOf} state={state} dimmed={interrupted || staleSince !== null} past={null}>
      {interrupted && <Notice tone="warning">{t('stale')}</Notice>}
      {!interrupted && staleSince !== null && (
        <Notice tone="warning">{t('staleSince', { time: format.dateTime(staleSince, { timeStyle: 'short' }) })}</Notice>
      )}
      <BehindNotice />
    </Frame>
  );
}

function PastBoard({ asOf, instant }: { readonly asOf: AsOf; readonly instant: number }) {
  const t = useTranslations();
  const format = useFormatter();
  const past = new Date(instant).toISOString();
  const time = format.dateTime(instant, { dateStyle: 'full', timeStyle: 'medium' });
  return (
    <Frame asOf={asOf} state={usePastBoard(past)} dimmed={false} past={past}>
      <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl bg-warning-soft px-4 py-3">
        <p className="min-w-0 flex-1 basis-60 font-medium text-idle">{t('headcount.past', { time })}</p>
        <Button look="primary" onClick={() => asOf.show(null)}>
          {t('asOf.backToLive')}
        </Button>
      </div>
    </Frame>
  );
}

function Frame({
  asOf,
  state,
  dimmed,
  past,
  children,
}: {
  readonly asOf: AsOf;
  readonly state: BoardState;
  /** Whether what is shown may no longer be so. */
  readonly dimmed: boolean;
  /** The instant that is shown, RFC 3339, or null for now. */
  readonly past: string | null;
  readonly children: React.ReactNode;
}) {
  const t = useTranslations('headcount');
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-[140rem] flex-col gap-4 p-4 md:px-6 md:py-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
          <span className="flex flex-wrap items-center gap-2">
            {past === null && <WallButton />}
            <AsOfControl asOf={asOf} />
          </span>
        </div>
        {children}
        <div className={classNames('transition-opacity', dimmed && 'opacity-60 saturate-50')}>
          <Body state={state} past={past} />
        </div>
      </div>
    </div>
  );
}

function WallButton() {
  const t = useTranslations('headcount.wall');
  return (
    <Button onClick={useWall().enter}>
      <Icon name="fit" size={16} />
      {t('open')}
    </Button>
  );
}

function Body({ state, past }: { readonly state: BoardState; readonly past: string | null }) {
  const t = useTranslations();
  switch (state.kind) {
    case 'loading':
      return <SkeletonRows rows={8} label={t('headcount.loading')} />;
    case 'refused':
      return <EmptyState icon="warning" title={t('headcount.refused')} />;
    case 'failed':
      return (
        <EmptyState
          icon="warning"
          title={t('headcount.failed')}
          action={<Button onClick={state.reload}>{t('headcount.retry')}</Button>}
        />
      );
    case 'board':
      return <BoardView board={state.board} total={state.total} past={past} />;
  }
}
