'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SinceText } from '../since-text.tsx';
import { useZonePeople, type PersonInside } from './use-zone-people.ts';

/** Who is in a zone, since when, and who of them has fallen silent. */
export function PeopleInside({
  zoneId,
  asOf,
  version,
  name,
}: {
  readonly zoneId: string;
  /** RFC 3339, or null for now. */
  readonly asOf: string | null;
  /** Version of the zone's live count, 0 in the past. */
  readonly version: number;
  /** How a person is named, for example as a link. */
  readonly name: (person: PersonInside) => ReactNode;
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
          <li key={person.id} className="flex items-baseline justify-between gap-3 py-1.5 text-sm">
            <span className="min-w-0 truncate">{name(person)}</span>
            <span className="flex shrink-0 items-baseline gap-2 text-muted">
              {person.stale && <StaleMark />}
              <SinceText instant={person.since} />
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="pt-1.5 text-sm text-muted">{t('more', { count: more })}</p>}
    </>
  );
}

/** Says that somebody's tracker has been silent for too long. */
export function StaleMark() {
  const t = useTranslations('zones');
  return (
    <span title={t('staleHint')} className="inline-flex items-center gap-1 self-center text-idle">
      <Icon name="clock" size={14} />
      {t('stale')}
    </span>
  );
}
