'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { DurationText } from '../../records/duration-text.tsx';
import { classNames } from '../../ui/class-names.ts';
import { LaneBadge } from './lane-badge.tsx';
import { happenedBy, type ReplayEvent } from './replay/replay-events.ts';
import { useInstant, type Replay } from './use-replay.ts';

// More than anybody reads; the keyboard and the scrubber lead to all of them.
const MOST_SHOWN = 1_000;

/** What happened, in its order; a click goes there. */
export function EventList({ replay, events }: { readonly replay: Replay; readonly events: readonly ReplayEvent[] }) {
  const t = useTranslations('playback');
  const format = useFormatter();
  const { player, lanes } = replay;
  const current = events[happenedBy(events, useInstant(player)) - 1] ?? null;
  if (!events.length) return <p className="py-3 text-center text-sm text-muted">{t('noEvents')}</p>;
  return (
    <ol aria-label={t('events')} className="flex flex-col text-sm">
      {events.slice(0, MOST_SHOWN).map((event) => {
        const { key, kind, at, lane, zone, lastsMs } = event;
        return (
          <li key={key} className="[content-visibility:auto] [contain-intrinsic-size:auto_2.5rem]">
            <button
              type="button"
              aria-current={event === current ? 'true' : undefined}
              onClick={() => player.seek(at)}
              className={classNames(
                'flex min-h-10 w-full items-center gap-2.5 rounded-lg px-1.5 py-1 text-start -outline-offset-2! hover:bg-sunken',
                event === current && 'bg-accent-soft',
              )}
            >
              <span className="text-muted tabular-nums">{format.dateTime(at, { timeStyle: 'medium' })}</span>
              <LaneBadge number={lane + 1} />
              <span className="sr-only">{lanes[lane]?.label}</span>
              <span className="min-w-0 flex-1 truncate">{t(`event.${kind}`, { zone: zone ?? '' })}</span>
              {lastsMs !== null && (
                <span className="text-muted">
                  <DurationText milliseconds={lastsMs} />
                </span>
              )}
            </button>
          </li>
        );
      })}
      {events.length > MOST_SHOWN && (
        <li className="py-2 text-muted">{t('moreEvents', { count: events.length - MOST_SHOWN })}</li>
      )}
    </ol>
  );
}
