'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useLiveBoard, type BoardState } from '../../../live/headcount/use-live-board.ts';
import { useInterrupted } from '../../../live/live-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import type { Wall } from '../../../ui/use-wall.ts';
import { useAwakeScreen, useEscape, useFullScreen } from './use-wall-screen.ts';
import { WallHeader } from './wall-header.tsx';
import { wallZones } from './wall-pages.ts';
import { WallTiles } from './wall-tiles.tsx';

/**
 * The board of now for a screen in a hall: figures that are read from five metres away, no frame of the app. Every size is a
 * multiple of `--wall`, a hundredth of the height of a wide screen.
 */
export function HeadcountWall({ wall }: { readonly wall: Wall }) {
  const interrupted = useInterrupted();
  const state = useLiveBoard();
  useAwakeScreen();
  useEscape(wall.leave);
  const staleSince = state.kind === 'board' ? state.staleSince : null;
  return (
    <div className="flex h-full flex-col gap-[calc(var(--wall)*1.5)] overflow-y-auto bg-ground p-[calc(var(--wall)*2.5)] text-[length:var(--wall)] [--wall:max(min(1dvh,0.5625vw),0.25rem)]">
      <WallHeader total={state.kind === 'board' ? state.total : null} dimmed={interrupted || staleSince !== null} />
      {(interrupted || staleSince !== null) && <Stale since={interrupted ? null : staleSince} />}
      <div
        className={classNames(
          'flex min-h-0 flex-1 flex-col',
          (interrupted || staleSince !== null) && 'opacity-70 saturate-50',
        )}
      >
        <Body state={state} ways={<WaysOut wall={wall} />} />
      </div>
    </div>
  );
}

/** Since when the numbers are old, in words that are read from afar. */
function Stale({ since }: { readonly since: number | null }) {
  const t = useTranslations('headcount');
  const format = useFormatter();
  return (
    <p
      role="status"
      className="rounded-[calc(var(--wall)*1.5)] bg-warning-soft px-[calc(var(--wall)*2)] py-[calc(var(--wall)*1)] text-[length:calc(var(--wall)*3.2)] font-medium text-idle"
    >
      {since === null ? t('stale') : t('staleSince', { time: format.dateTime(since, { timeStyle: 'short' }) })}
    </p>
  );
}

function Body({ state, ways }: { readonly state: BoardState; readonly ways: ReactNode }) {
  const t = useTranslations();
  if (state.kind === 'board') {
    const zones = wallZones(state.board);
    if (zones.length) return <WallTiles zones={zones} ways={ways} />;
  }
  return (
    <>
      <div className="min-h-0 flex-1">
        {state.kind === 'loading' && <SkeletonRows rows={6} label={t('headcount.loading')} />}
        {state.kind === 'refused' && <EmptyState icon="warning" title={t('headcount.refused')} />}
        {state.kind === 'failed' && (
          <EmptyState
            icon="warning"
            title={t('headcount.failed')}
            action={<Button onClick={state.reload}>{t('headcount.retry')}</Button>}
          />
        )}
        {state.kind === 'board' && (
          <EmptyState icon="headcount" title={t('zones.empty.title')}>
            {t('zones.empty.text')}
          </EmptyState>
        )}
      </div>
      <div className="flex justify-end gap-2">{ways}</div>
    </>
  );
}

/** To the whole screen, which a page opened by a link may not take by itself, and back into the app. */
function WaysOut({ wall }: { readonly wall: Wall }) {
  const t = useTranslations('headcount.wall');
  const full = useFullScreen(wall.leave);
  return (
    <>
      {!full && (
        <Button onClick={wall.enter}>
          <Icon name="fit" size={16} />
          {t('fullScreen')}
        </Button>
      )}
      <Button onClick={wall.leave}>
        <Icon name="close" size={16} />
        {t('leave')}
      </Button>
    </>
  );
}
