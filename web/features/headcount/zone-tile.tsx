'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { CountText } from '../../live/headcount/count-text.tsx';
import { PeopleInside } from '../../live/headcount/people-inside.tsx';
import type { PersonInside } from '../../live/headcount/use-zone-people.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { MarkIn } from '../../records/mark-in.tsx';
import { MarkOut } from '../../records/mark-out.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { MapLink } from '../../ui/map-link.tsx';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import type { BoardZone } from '../../live/headcount/board.ts';
import { LimitTexts } from './limit-text.tsx';

/** A zone with its headcount; opens to show who is inside. */
export function ZoneTile({ zone, past }: { readonly zone: BoardZone; readonly past: string | null }) {
  const t = useTranslations();
  const mayMark = useMay('headcount:write') && past === null;
  const [open, setOpen] = useState(false);
  const id = useId();
  const { name, kind, count } = zone;
  return (
    <li className="rounded-xl border border-line bg-surface">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        title={t('headcount.showPeople', { name })}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-3 rounded-xl px-4 py-3 text-start hover:bg-sunken/60 2xl:px-5 2xl:py-4"
      >
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="line-clamp-2 leading-snug font-medium 2xl:text-2xl">{name}</span>
          <span className="flex items-center gap-1.5 text-sm whitespace-nowrap text-muted 2xl:text-lg">
            <ZoneMark kind={kind} size={16} />
            {t(`zones.kind.${kind}`)}
          </span>
        </span>
        <CountText count={count} className="text-3xl font-semibold tracking-tight 2xl:text-6xl" />
        <span className={classNames('text-muted transition-transform', open && 'rotate-90')}>
          <Icon name="chevron" size={16} />
        </span>
      </button>
      {!!count?.limits.length && (
        <div className="px-4 pb-3 2xl:px-5">
          <LimitTexts limits={count.limits} />
        </div>
      )}
      {open && (
        <div id={id} className="border-t border-line px-4 py-2.5 2xl:px-5">
          <PeopleInside
            zoneId={zone.id}
            asOf={past}
            version={count?.version ?? 0}
            name={(person) => (
              <MapLink show={`person:${person.id}`} label={t('headcount.showOnMap', { name: person.name })}>
                {person.name}
              </MapLink>
            )}
            {...(mayMark && { action: (person: PersonInside) => <MarkOut zone={zone} person={person} /> })}
          />
          {mayMark && (
            <div className="pt-2">
              <MarkIn zone={zone} />
            </div>
          )}
          <p className="pt-2 text-sm">
            <MapLink show={`zone:${zone.id}`} label={t('headcount.showOnMap', { name })}>
              {t('headcount.zoneOnMap')}
            </MapLink>
          </p>
        </div>
      )}
    </li>
  );
}
