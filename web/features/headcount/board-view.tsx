'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { CountText } from '../../live/headcount/count-text.tsx';
import type { Count } from '../../live/headcount/headcount-store.ts';
import { inDoubt } from '../../live/headcount/in-doubt.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Board, BoardPlace, BoardZone } from '../../live/headcount/board.ts';
import { LimitTexts } from './limit-text.tsx';
import { MarksPanel } from './marks-panel.tsx';
import { SplitPanel } from './split-panel.tsx';
import { ZoneTile } from './zone-tile.tsx';

/** The total, then every place with its zones. */
export function BoardView({
  board,
  total,
  past,
}: {
  readonly board: Board;
  readonly total: Count | null;
  /** The instant that is shown, RFC 3339, or null for now. */
  readonly past: string | null;
}) {
  const t = useTranslations();
  if (!hasZones(board)) {
    const texts = past ? 'headcount.noZonesThen' : 'zones.empty';
    return (
      <EmptyState icon="headcount" title={t(`${texts}.title`)}>
        {t(`${texts}.text`)}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <Total total={total} past={past !== null} />
      <SplitPanel past={past} />
      {board.places.map((place) => (
        <PlaceSection key={place.id} place={place} depth={0} past={past} />
      ))}
      {board.elsewhere.length > 0 && (
        <section aria-label={t('headcount.elsewhere')}>
          <h2 className="mb-3 text-base font-semibold text-muted">{t('headcount.elsewhere')}</h2>
          <Tiles zones={board.elsewhere} past={past} />
        </section>
      )}
      {past === null && <MarksPanel />}
    </div>
  );
}

function Total({ total, past }: { readonly total: Count | null; readonly past: boolean }) {
  const t = useTranslations('headcount');
  const format = useFormatter();
  return (
    <section
      aria-label={t('totalLabel')}
      className="flex flex-wrap items-center gap-x-6 gap-y-1 rounded-2xl border border-line bg-surface px-5 py-4 2xl:px-8 2xl:py-6"
    >
      <p className="text-7xl leading-none font-semibold tracking-tight tabular-nums 2xl:text-9xl">
        {total ? format.number(total.present) : '–'}
      </p>
      <div className="min-w-0 flex-1 basis-48">
        <p className="text-lg font-semibold 2xl:text-3xl">{past ? t('onSiteThen') : t('onSite')}</p>
        {total && (
          <p className={inDoubt(total) ? 'text-idle 2xl:text-xl' : 'text-muted 2xl:text-xl'}>
            {inDoubt(total) ? t('staleTotal', { count: inDoubt(total) }) : t('noneStale')}
          </p>
        )}
      </div>
      {total && <States total={total} />}
    </section>
  );
}

function States({ total }: { readonly total: Count }) {
  const t = useTranslations('zones');
  const format = useFormatter();
  const states = [
    ['PRESENT', total.present],
    ['PROBABLE', total.probable],
    ['STALE', total.stale],
    ['UNKNOWN', total.unknown],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-1 text-sm sm:grid-cols-4 2xl:text-lg">
      {states.map(([state, count]) => (
        <div
          key={state}
          title={state === 'PRESENT' ? undefined : t(`stateHints.${state}`)}
          className="flex flex-col-reverse"
        >
          <dt className="text-muted">{t(`states.${state}`)}</dt>
          <dd className="text-xl font-semibold tabular-nums 2xl:text-3xl">{format.number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function PlaceSection({
  place,
  depth,
  past,
}: {
  readonly place: BoardPlace;
  readonly depth: number;
  readonly past: string | null;
}) {
  const t = useTranslations();
  const Heading = HEADINGS[Math.min(depth, HEADINGS.length - 1)] ?? 'h2';
  return (
    <section aria-label={place.name} className={depth ? 'border-s-2 border-line ps-3 sm:ps-5' : undefined}>
      <div className="mb-3 flex items-baseline gap-3 border-b border-line pb-2">
        <Heading className="min-w-0 truncate text-base font-semibold 2xl:text-2xl">{place.name}</Heading>
        <span className="text-sm whitespace-nowrap text-muted 2xl:text-lg">{t(`zones.placeKind.${place.kind}`)}</span>
        <CountText count={place.count} className="ms-auto text-2xl font-semibold 2xl:text-4xl" />
      </div>
      <div className="flex flex-col gap-5">
        <LimitTexts limits={place.count?.limits ?? []} />
        {place.zones.length > 0 && <Tiles zones={place.zones} past={past} />}
        {!place.zones.length && !place.children.length && (
          <p className="text-sm text-muted">{t('headcount.noZonesHere')}</p>
        )}
        {place.children.map((child) => (
          <PlaceSection key={child.id} place={child} depth={depth + 1} past={past} />
        ))}
      </div>
    </section>
  );
}

const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6'] as const;

function Tiles({ zones, past }: { readonly zones: readonly BoardZone[]; readonly past: string | null }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,16rem),1fr))] items-start gap-3 2xl:grid-cols-[repeat(auto-fill,minmax(22rem,1fr))] 2xl:gap-4">
      {zones.map((zone) => (
        <ZoneTile key={zone.id} zone={zone} past={past} />
      ))}
    </ul>
  );
}

function hasZones({ places, elsewhere }: Board): boolean {
  const below = (place: BoardPlace): boolean => place.zones.length > 0 || place.children.some(below);
  return elsewhere.length > 0 || places.some(below);
}
