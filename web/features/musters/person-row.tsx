'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MusterListedFragment, MusterLocatedFragment } from '../../__generated__/graphql.ts';
import { AgeText } from '../../live/age-text.tsx';
import { SinceText } from '../../live/since-text.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { LastLocated } from './last-located.tsx';
import { LocatedText } from './located-text.tsx';
import { MarkButtons, type Marking } from './mark-buttons.tsx';

/** Somebody on the list: how they stand, where they were last, and what a warden may say of them. */
export function PersonRow({
  listed,
  located,
  marking,
}: {
  readonly listed: MusterListedFragment;
  /** Where they are located now; null where nobody has asked since they changed. */
  readonly located: MusterLocatedFragment | null;
  /** Where marks are made; null where the viewer may not. */
  readonly marking: Marking | null;
}) {
  const t = useTranslations('musters');
  const [open, setOpen] = useState(false);
  const { person, company, state, accounted, origin } = listed;
  const isMissing = !accounted && state !== 'REMOVED';
  return (
    <li
      className={classNames(
        'flex flex-wrap items-start gap-x-4 gap-y-2 rounded-xl border bg-surface p-3',
        isMissing ? 'border-danger/50' : 'border-line',
      )}
    >
      <div className="min-w-0 flex-1 basis-56">
        <button
          type="button"
          aria-expanded={open}
          title={t('person.details', { name: person.name })}
          onClick={() => setOpen(!open)}
          className="rounded-sm text-start font-semibold underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
        >
          {person.name}
        </button>
        <p className="flex flex-wrap items-center gap-x-1.5 text-sm">
          <Icon name={isMissing ? 'warning' : 'check'} size={14} />
          <span className={classNames('font-medium', isMissing ? 'text-danger' : 'text-connected')}>
            {t(`states.${state}`)}
          </span>
          <span className="text-muted">{company?.name}</span>
          {origin !== 'EXPECTED' && <span className="text-muted">· {t(`origins.${origin}`)}</span>}
        </p>
        <Whereabouts listed={listed} position={located ?? listed.lastPosition} />
        {open && <LastLocated person={person} />}
      </div>
      {marking && <MarkButtons listed={listed} marking={marking} />}
    </li>
  );
}

function Whereabouts({
  listed,
  position,
}: {
  readonly listed: MusterListedFragment;
  readonly position: MusterLocatedFragment | null;
}) {
  const t = useTranslations('musters.person');
  const { accounted, station, assignedStations, lastZone, silentSince, by, since } = listed;
  if (accounted) {
    return (
      <p className="text-sm text-muted">
        {station && `${station.name} · `}
        {by && `${t(`by.${by}`)} · `}
        <SinceText instant={Date.parse(since)} />
      </p>
    );
  }
  return (
    <p className="text-sm text-muted">
      {lastZone ? t('lastIn', { zone: lastZone.name }) : t('lastUnknown')}
      {silentSince !== null && (
        <>
          {' · '}
          {t('silent')} <AgeText instant={Date.parse(silentSince)} />
        </>
      )}
      {position && <LocatedText personId={listed.person.id} position={position} />}
      {station && <span className="block font-medium text-text">{t('atStation', { station: station.name })}</span>}
      {assignedStations.length > 0 && (
        <span className="block">{t('own', { stations: assignedStations.map(({ name }) => name).join(', ') })}</span>
      )}
    </p>
  );
}
