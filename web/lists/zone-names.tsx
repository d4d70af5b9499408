'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ZoneRow } from '../live/headcount/use-zones.ts';
import { byName } from '../ui/by-name.ts';
import { ZoneMark } from '../ui/zone-mark.tsx';

/** The zones somebody or something is in, by name; those nobody told a name of yet are left out. */
export function ZoneNames({
  zones,
  known,
}: {
  readonly zones: readonly { readonly id: string }[];
  readonly known: ReadonlyMap<string, ZoneRow>;
}) {
  const t = useTranslations('zones');
  const named = zones.flatMap(({ id }) => known.get(id) ?? []).toSorted(byName);
  if (!named.length) return <span className="text-muted">{t('inNoZone')}</span>;
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-0.5 max-md:justify-end">
      {named.map(({ id, name, kind }) => (
        <Link
          key={id}
          prefetch={false}
          href={`/zones/${id}`}
          title={t(`kind.${kind}`)}
          className="inline-flex items-center gap-1.5 rounded-sm hover:text-accent"
        >
          <ZoneMark kind={kind} size={15} />
          <span className="sr-only">{t(`kind.${kind}`)}</span>
          {name}
        </Link>
      ))}
    </span>
  );
}
