'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SinceText } from '../since-text.tsx';
import { StateMark } from './state-mark.tsx';
import { useZonePeople, type PersonInside } from './use-zone-people.ts';

/** Who is in a zone, since when, in what way they count, and what says so where it is no tracker. */
export function PeopleInside({
  zoneId,
  asOf,
  version,
  name,
  action,
}: {
  readonly zoneId: string;
  /** RFC 3339, or null for now. */
  readonly asOf: string | null;
  /** Version of the zone's live count, 0 in the past. */
  readonly version: number;
  /** How a person is named, for example as a link. */
  readonly name: (person: PersonInside) => ReactNode;
  /** What can be done about a person. */
  readonly action?: (person: PersonInside) => ReactNode;
}) {
  const t = useTranslations('zones');
  const { people, more, failed, reload } = useZonePeople(zoneId, { asOf, version });
  if (failed) {
    return (
      <p role="alert" className="flex items-center justify-between gap-3 text-sm text-danger">
        {t('peopleFailed')}
        <Button onClick={reload}>{t('retry')}</Button>
      </p>
    );
  }
  if (!people) return <SkeletonRows rows={2} label={t('peopleLoading')} />;
  if (!people.length) return <p className="text-sm text-muted">{t('nobodyInside')}</p>;
  return (
    <>
      <ul aria-label={t('people')} className="divide-y divide-line/70">
        {people.map((person) => (
          <li key={person.id} className="flex flex-wrap items-baseline justify-between gap-x-3 py-1.5 text-sm">
            <span className="min-w-0 truncate">{name(person)}</span>
            <span className="ms-auto flex flex-wrap items-baseline justify-end gap-x-2 text-muted">
              {person.source !== 'TRACKER' && <span>{t(`sources.${person.source}`)}</span>}
              {person.state !== 'PRESENT' && (
                <StateMark state={person.state} since={asOf === null ? person.stateSince : null} />
              )}
              <SinceText instant={person.since} />
              {action?.(person)}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="pt-1.5 text-sm text-muted">{t('more', { count: more })}</p>}
    </>
  );
}
