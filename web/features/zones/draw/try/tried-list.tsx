'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { boundsOf } from '../../../../map/features/bounds.ts';
import { classNames } from '../../../../ui/class-names.ts';
import { triedFeatures } from './tried-features.ts';
import type { TriedShown } from './tried-shown.ts';
import { triedVisits, type Simulation, type TriedVisit } from './tried-visits.ts';
import { useTriedWays } from './use-tried-ways.ts';

/** The visits of a trial; where they were is on the map, and the one that is chosen stands out there. */
export function TriedList({
  simulation,
  until,
  onShow,
}: {
  readonly simulation: Simulation;
  /** End of the trial, RFC 3339. */
  readonly until: string;
  readonly onShow: (shown: TriedShown | null) => void;
}) {
  const t = useTranslations('zonePages.draw.try');
  const visits = useMemo(() => triedVisits(simulation), [simulation]);
  const ways = useTriedWays(visits, until);
  const [selected, setSelected] = useState<string | null>(null);
  const show = useEffectEvent(onShow);
  useEffect(() => {
    const way = selected === null ? undefined : ways.get(selected);
    show({ features: triedFeatures(visits, ways, selected), focus: way ? boundsOf(way) : null });
  }, [visits, ways, selected]);
  // What the map shows goes with the list.
  useEffect(() => () => show(null), []);
  if (!visits.length) return null;
  return (
    <>
      <ul aria-label={t('list')} className="flex flex-col gap-0.5">
        {visits.map((visit) => (
          <li key={visit.key}>
            <VisitButton
              visit={visit}
              isSelected={visit.key === selected}
              onSelect={() => setSelected(visit.key === selected ? null : visit.key)}
            />
          </li>
        ))}
      </ul>
      {(simulation.visits.pageInfo.hasNextPage || simulation.removedVisits.pageInfo.hasNextPage) && (
        <p className="text-muted">{t('more')}</p>
      )}
    </>
  );
}

const DASHES = {
  kept: 'border-text',
  added: 'border-connected',
  removed: 'border-dashed border-zone-exclusion',
} as const;

function VisitButton({
  visit: { name, from, to, change },
  isSelected,
  onSelect,
}: {
  readonly visit: TriedVisit;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}) {
  const t = useTranslations('zonePages.draw.try');
  const format = useFormatter();
  const time = (instant: string) => format.dateTime(new Date(instant), { dateStyle: 'short', timeStyle: 'short' });
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      onClick={onSelect}
      className={classNames(
        'flex w-full flex-wrap items-center gap-x-2 rounded-md px-2 py-1.5 text-start hover:bg-sunken',
        isSelected && 'bg-accent-soft',
      )}
    >
      {/* As the line is on the map. */}
      <span aria-hidden className={classNames('w-4 shrink-0 border-t-3', DASHES[change ?? 'kept'])} />
      <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
      {change && change !== 'kept' && <span className="shrink-0">{t(`changes.${change}`)}</span>}
      <span className="w-full text-muted tabular-nums">
        {to ? t('between', { from: time(from), to: time(to) }) : t('since', { from: time(from) })}
      </span>
    </button>
  );
}
