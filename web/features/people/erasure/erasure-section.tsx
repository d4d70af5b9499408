'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { HoldRowFragment } from '../../../__generated__/graphql.ts';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { useMay, useMayEverywhere } from '../../../live/viewer-provider.tsx';
import { ReleaseHold } from '../../../records/holds/release-hold.tsx';
import { LastingPart } from '../../../records/lasting-part.tsx';
import { Section } from '../../../records/section.tsx';
import { Button } from '../../../ui/button.tsx';
import type { ShownPerson } from '../person-header.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { HOLDS_ON_PEOPLE } from './erasure.graphql.ts';
import { HoldPersonDialog } from './hold-person-dialog.tsx';
import { holdsOn } from './holds-on.ts';

type Task = 'erase' | 'hold' | { readonly release: HoldRowFragment };

/** What keeps a person from being erased, and how to erase them; for those who answer for what is kept. */
export function ErasureSection({ person }: { readonly person: ShownPerson }) {
  const t = useTranslations('people.erasure');
  const mayErase = useMay('people:write');
  const mayRelease = useMayEverywhere('settings:write');
  const [task, setTask] = useState<Task | null>(null);
  const answer = useLastingQuery({ query: HOLDS_ON_PEOPLE, requestPolicy: 'cache-and-network' });
  const close = () => setTask(null);
  const done = () => {
    close();
    answer.reload();
  };
  return (
    <Section title={t('section')} action={<Button onClick={() => setTask('hold')}>{t('hold')}</Button>}>
      <LastingPart answer={answer}>
        {({ legalHolds: { nodes } }) => {
          const holds = holdsOn(nodes, person);
          return holds.length ? (
            <HoldList holds={holds} onRelease={mayRelease ? (release) => setTask({ release }) : null} />
          ) : (
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="min-w-0 flex-1 basis-64 text-sm text-muted">{t('lead')}</p>
              {mayErase && <Button onClick={() => setTask('erase')}>{t('open')}</Button>}
            </div>
          );
        }}
      </LastingPart>
      {task === 'erase' && <EraseDialog person={person} onClose={close} />}
      {task === 'hold' && <HoldPersonDialog person={person} onClose={close} onDone={done} />}
      {task !== null && typeof task === 'object' && <ReleaseHold hold={task.release} onClose={close} onDone={done} />}
    </Section>
  );
}

function HoldList({
  holds,
  onRelease,
}: {
  readonly holds: readonly HoldRowFragment[];
  readonly onRelease: ((hold: HoldRowFragment) => void) | null;
}) {
  const t = useTranslations('people.erasure');
  const format = useFormatter();
  return (
    <>
      <p className="text-sm text-muted">{t('held')}</p>
      <ul aria-label={t('holds')} className="divide-y divide-line/70">
        {holds.map((hold) => (
          <li key={hold.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
            <span className="min-w-0 flex-1 basis-48 wrap-anywhere">
              <span className="block font-medium">{hold.reason}</span>
              <span className="text-muted">
                {t(hold.person ? 'onPerson' : hold.tracker ? 'onTracker' : 'onAll', {
                  tracker: hold.tracker?.name ?? '',
                  time: format.dateTime(new Date(hold.placedAt), { dateStyle: 'medium', timeStyle: 'short' }),
                })}
              </span>
            </span>
            {hold.person && onRelease && (
              <Button look="quiet" onClick={() => onRelease(hold)}>
                {t('release')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
