'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { DurationText } from '../../records/duration-text.tsx';
import { LaneBadge } from './lane-badge.tsx';
import type { Replay } from './use-replay.ts';

/** Where trackers stood, when and for how long; a click goes there. */
export function StopList({ replay }: { readonly replay: Replay }) {
  const t = useTranslations('playback');
  const format = useFormatter();
  const { player, facts, lanes } = replay;
  const time = (instant: number) => format.dateTime(instant, { timeStyle: 'short' });
  const stops = facts.lanes
    .flatMap(({ stops: own }, lane) => own.map((stop) => ({ ...stop, lane })))
    .toSorted((a, b) => a.from - b.from || a.lane - b.lane);
  if (!stops.length) return <p className="py-3 text-center text-sm text-muted">{t('noStops')}</p>;
  return (
    <ol aria-label={t('stops')} className="flex flex-col text-sm">
      {stops.map(({ lane, from, to }) => (
        <li key={`${lane} ${from}`}>
          <button
            type="button"
            onClick={() => player.seek(from)}
            className="flex min-h-10 w-full items-center gap-2.5 rounded-lg px-1.5 py-1 text-start -outline-offset-2! hover:bg-sunken"
          >
            <LaneBadge number={lane + 1} />
            <span className="min-w-0 flex-1 truncate">{lanes[lane]?.label}</span>
            <span className="text-muted tabular-nums">
              {time(from)} – {time(to)}
            </span>
            <DurationText milliseconds={to - from} />
          </button>
        </li>
      ))}
    </ol>
  );
}
