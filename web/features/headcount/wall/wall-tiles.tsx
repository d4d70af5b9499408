import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useTurning, type Turning } from './use-turning.ts';
import { inPages, layoutFor, type WallLayout, type WallZone } from './wall-pages.ts';
import { WallTile } from './wall-tile.tsx';

/** Least size of a tile and the room between two, in `--wall`. */
const TILE = { width: 55, height: 18, gap: 1.5 };

/** Zones side by side, as many as are large enough; where that is not all of them, one page after the other. */
export function WallTiles({ zones, ways }: { readonly zones: readonly WallZone[]; readonly ways: ReactNode }) {
  const t = useTranslations('headcount.wall');
  const room = useRef<HTMLUListElement>(null);
  const layout = useLayout(room);
  const { columns, rows } = layout;
  const pages = inPages(zones, layout);
  const [held, setHeld] = useState(false);
  const turning = useTurning(pages.length, held);
  return (
    <div
      onPointerLeave={() => setHeld(false)}
      onFocus={({ target }) => target.matches(':focus-visible') && setHeld(true)}
      onBlur={() => setHeld(false)}
      className="flex min-h-0 flex-1 flex-col gap-[calc(var(--wall)*1.5)]"
    >
      <ul
        ref={room}
        aria-label={t('zones', { page: turning.page + 1, pages: pages.length })}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        style={{
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
        }}
        className="grid min-h-[calc(var(--wall)*18)] flex-1 gap-[calc(var(--wall)*1.5)]"
      >
        {pages[turning.page]?.map(({ zone, place }) => (
          <WallTile key={zone.id} zone={zone} place={place} />
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {pages.length > 1 && <Pager turning={turning} pages={pages.length} />}
        {ways}
      </div>
    </div>
  );
}

function Pager({ turning, pages }: { readonly turning: Turning; readonly pages: number }) {
  const t = useTranslations('headcount.wall');
  const { page, turns, show, setTurns } = turning;
  return (
    <div role="group" aria-label={t('pages')} className="me-auto flex items-center gap-2">
      <IconButton label={t('previous')} onClick={() => show(page - 1)} className="rotate-180">
        <Icon name="chevron" />
      </IconButton>
      <p className="text-[length:max(calc(var(--wall)*3),0.875rem)] text-muted tabular-nums">
        {t('page', { page: page + 1, pages })}
      </p>
      <IconButton label={t('next')} onClick={() => show(page + 1)}>
        <Icon name="chevron" />
      </IconButton>
      <Button look="quiet" onClick={() => setTurns(!turns)}>
        <Icon name={turns ? 'pause' : 'play'} size={16} />
        {t(turns ? 'hold' : 'turn')}
      </Button>
    </div>
  );
}

/** How many columns and rows there is room for; changes with the screen. */
function useLayout(room: RefObject<HTMLElement | null>): WallLayout {
  const [layout, setLayout] = useState<WallLayout>({ columns: 1, rows: 1 });
  useLayoutEffect(() => {
    const element = room.current;
    if (!element) return undefined;
    function measure(target: HTMLElement) {
      // The size of letters there is the unit of all sizes.
      const unit = Number.parseFloat(getComputedStyle(target).fontSize);
      const tile = { width: TILE.width * unit, height: TILE.height * unit, gap: TILE.gap * unit };
      const next = layoutFor({ width: target.clientWidth, height: target.clientHeight }, tile);
      setLayout((before) => (before.columns === next.columns && before.rows === next.rows ? before : next));
    }
    measure(element);
    const observer = new ResizeObserver(() => measure(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [room]);
  return layout;
}
