'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { MapIconLink } from '../../lists/map-icon-link.tsx';
import { RowLink } from '../../lists/row-link.tsx';
import { CountText } from '../../live/headcount/count-text.tsx';
import type { Headcounts } from '../../live/headcount/headcount-store.ts';
import type { ZoneRow } from '../../live/headcount/use-zones.ts';
import { Icon } from '../../ui/icon.tsx';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import type { GivenHours } from './hours/hours-draft.ts';
import { HoursLine } from './hours/hours-in-words.tsx';
import type { PlaceBranch } from './zone-tree.ts';

// How far a place stands in for each place above it, in rem.
const INDENT_REM = 1.25;

/** A place with its headcount and its zones. */
export function PlaceSection({
  branch: { place, depth, timeZone, zones },
  headcounts,
  hoursOf,
}: {
  readonly branch: PlaceBranch<ZoneRow>;
  readonly headcounts: Headcounts | null;
  /** When a zone counts; null: always, or not known. */
  readonly hoursOf: (zoneId: string) => GivenHours | null;
}) {
  const t = useTranslations();
  const name = place?.name ?? t('zonePages.elsewhere');
  return (
    <section aria-label={name} style={{ paddingLeft: `${depth * INDENT_REM}rem` }}>
      <div className="flex flex-wrap items-baseline gap-x-3 border-b border-line bg-sunken/50 px-4 py-2.5">
        <h2 className="font-semibold">
          {place ? (
            <Link
              prefetch={false}
              href={`/places/${place.id}`}
              title={t('places.settings', { name })}
              className="hover:text-accent hover:underline"
            >
              {name}
            </Link>
          ) : (
            name
          )}
        </h2>
        {place && <span className="text-sm text-muted">{t(`zones.placeKind.${place.kind}`)}</span>}
        {place?.timeZone && timeZone && (
          <span className="text-sm text-muted">{t('zonePages.timeIn', { timeZone })}</span>
        )}
        {place && (
          <CountText count={headcounts?.places.get(place.id) ?? null} className="ms-auto text-lg font-semibold" />
        )}
      </div>
      <ul>
        {zones.map(({ id, name, kind }) => (
          <li key={id} className="flex items-center gap-3 border-b border-line px-4 py-2.5 hover:bg-sunken/60">
            <ZoneMark kind={kind} />
            <span className="min-w-0 flex-1">
              <RowLink href={`/zones/${id}`}>{name}</RowLink>
              <span className="block text-sm text-muted">{t(`zones.kind.${kind}`)}</span>
              <ZoneHours hours={hoursOf(id)} />
            </span>
            <CountText count={headcounts?.zones.get(id) ?? null} className="text-xl font-semibold" />
            <MapIconLink show={`zone:${id}`} name={name} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ZoneHours({ hours }: { readonly hours: GivenHours | null }) {
  if (!hours) return null;
  return (
    <span className="flex items-start gap-1.5 text-sm text-muted">
      <span className="pt-0.75">
        <Icon name="clock" size={14} />
      </span>
      <span className="min-w-0">
        <HoursLine hours={hours} />
      </span>
    </span>
  );
}
