import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { PeopleInside } from '../../live/headcount/people-inside.tsx';
import type { PersonInside } from '../../live/headcount/use-zone-people.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import { MarkIn } from '../../records/mark-in.tsx';
import { MarkOut } from '../../records/mark-out.tsx';
import { Section } from '../../records/section.tsx';
import type { ShownZone } from './zone-header.tsx';

/** Who is in a zone now; those who may say otherwise by hand. @param version of the zone's live count. */
export function ZonePeople({ zone, version }: { readonly zone: ShownZone; readonly version: number }) {
  const t = useTranslations('zones');
  const mayMark = useMay('headcount:write') && zone.archivedAt === null;
  return (
    <Section title={t('people')} action={mayMark && <MarkIn zone={zone} />}>
      <PeopleInside
        zoneId={zone.id}
        asOf={null}
        version={version}
        name={({ id, name }) => (
          <Link
            prefetch={false}
            href={`/people/${id}`}
            className="rounded-sm font-medium underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
          >
            {name}
          </Link>
        )}
        {...(mayMark && { action: (person: PersonInside) => <MarkOut zone={zone} person={person} /> })}
      />
    </Section>
  );
}
