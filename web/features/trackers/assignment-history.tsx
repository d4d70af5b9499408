'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { SinceText } from '../../live/since-text.tsx';
import { ReturnTracker } from '../../records/return-tracker.tsx';
import { Section } from '../../records/section.tsx';
import { Button } from '../../ui/button.tsx';
import { CarrierLink } from './carrier-link.tsx';
import type { ShownTracker } from './tracker-header.tsx';

/** Who and what carried a tracker, and when; whoever carries it now stands first. */
export function AssignmentHistory({
  tracker,
  onGive,
  onChanged,
}: {
  readonly tracker: ShownTracker;
  /** Asks to whom it is to be given; null where the viewer may not. */
  readonly onGive: (() => void) | null;
  readonly onChanged: () => void;
}) {
  const t = useTranslations('trackers.assignments');
  const format = useFormatter();
  const time = (instant: string) => format.dateTime(new Date(instant), { dateStyle: 'medium', timeStyle: 'short' });
  // One that ended as it began never held.
  const held = tracker.assignments.filter(({ from, to }) => from !== to);
  return (
    <Section title={t('title')} action={onGive && <Button onClick={onGive}>{t('give')}</Button>}>
      {!held.length && <p className="text-sm text-muted">{t('none')}</p>}
      <ol className="max-h-96 divide-y divide-line/70 overflow-y-auto">
        {held.map((assignment) => {
          const { id, from, to } = assignment;
          const lasts = id === tracker.assignment?.id;
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 text-sm">
              <span className="font-medium">
                <CarrierLink carrier={assignment} />
              </span>
              <span className="text-muted tabular-nums">
                {lasts ? (
                  <SinceText instant={Date.parse(from)} />
                ) : (
                  t('between', { from: time(from), to: to ? time(to) : '…' })
                )}
              </span>
              {lasts && onGive && <ReturnTracker assignmentId={id} onDone={onChanged} />}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
