'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { AgeText } from '../../live/age-text.tsx';
import { Acknowledge } from '../../live/told/acknowledge.tsx';
import { SeenToText } from '../../live/told/seen-to-text.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { EventDetail } from './event-detail.tsx';
import { instantOf, keyOf, type FedEvent } from './event-list.ts';
import { EventText } from './event-text.tsx';
import { toldOf } from './told-since.ts';
import type { FollowedNotifications } from './use-told-since.ts';

/** Kinds that somebody should look at. */
const ALARMING: ReadonlySet<string> = new Set(['EXCLUSION_VIOLATED', 'LOST', 'LIMIT_EXCEEDED', 'BELOW_MINIMUM']);
const NOTEWORTHY: ReadonlySet<string> = new Set(['STALE', 'LOITERED', 'LIMIT_REACHED']);

interface Told {
  readonly told: FollowedNotifications;
}

/** Events in order of time, under the days on which they happened. */
export function EventRows({ events, told }: { readonly events: readonly FedEvent[] } & Told) {
  const t = useTranslations('events');
  const format = useFormatter();
  const days = Map.groupBy(events, (event) => format.dateTime(instantOf(event), { dateStyle: 'full' }));
  if (!days.size) return null;
  return (
    <section aria-label={t('title')} className="flex flex-col gap-4">
      {[...days].map(([day, those]) => (
        <div key={day} className="flex flex-col gap-1.5">
          <h2 className="text-sm font-semibold text-muted">{day}</h2>
          <ol aria-label={day} className="flex flex-col">
            {those.map((event) => (
              <EventRow key={keyOf(event)} event={event} told={told} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

function EventRow({ event, told }: { readonly event: FedEvent } & Told) {
  const t = useTranslations('events');
  const format = useFormatter();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { kind } = event.event;
  const at = instantOf(event);
  const notification = toldOf(told.since, event);
  return (
    <li className="border-b border-line/70 bg-surface first:rounded-t-xl last:rounded-b-xl">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-3 px-3 py-2.5 text-start text-sm -outline-offset-2! hover:bg-sunken/60"
      >
        <span
          className={classNames(
            'mt-0.5',
            ALARMING.has(kind) ? 'text-danger' : NOTEWORTHY.has(kind) ? 'text-idle' : 'text-muted',
          )}
        >
          <Icon name={ALARMING.has(kind) || NOTEWORTHY.has(kind) ? 'warning' : 'events'} size={16} />
        </span>
        <span className="min-w-0 flex-1">
          <span className={event.corrected === 'retracted' ? 'line-through decoration-line-strong' : undefined}>
            <EventText event={event} />
          </span>
          {event.corrected !== 'no' && (
            <span className="ms-2 rounded bg-warning-soft px-1.5 py-0.5 text-xs font-medium text-idle">
              {t(`corrected.${event.corrected}`)}
            </span>
          )}
          {notification?.acknowledgedAt && (
            <span className="block text-muted">
              <SeenToText told={notification} />
            </span>
          )}
        </span>
        <span className="text-end text-muted tabular-nums">
          <span className="block">{format.dateTime(at, { timeStyle: 'medium' })}</span>
          <span className="block text-xs">
            <AgeText instant={at} />
          </span>
        </span>
      </button>
      {notification && (
        <div className="flex flex-wrap items-center gap-2 px-3 pb-2.5 ps-10 text-sm empty:hidden">
          <Acknowledge told={notification} onDone={told.note} />
        </div>
      )}
      {open && (
        <div id={id} className="px-3 pb-3 ps-10">
          <EventDetail event={event} />
        </div>
      )}
    </li>
  );
}
