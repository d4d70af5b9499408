import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMay } from '../../live/viewer-provider.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import type { Entry } from './entries.ts';

/** Where more of the selected entry is. */
export function EntryLinks({ entry: { personId, tracker } }: { readonly entry: Entry }) {
  const t = useTranslations('map.card');
  const maySeeHours = useMay('timesheets:read');
  return (
    <p className="-mx-2 -mb-1 flex flex-wrap gap-x-1 border-t border-line pt-2">
      {personId && (
        <CardLink href={`/people/${personId}`} icon="people">
          {t('person')}
        </CardLink>
      )}
      {personId && maySeeHours && (
        <CardLink href={`/hours/${personId}`} icon="clock">
          {t('hours')}
        </CardLink>
      )}
      {tracker?.asset && (
        <CardLink href={`/assets/${tracker.asset.id}`} icon="asset">
          {t('asset')}
        </CardLink>
      )}
      {tracker && (
        <CardLink href={`/trackers/${tracker.id}`} icon="tracker">
          {t('tracker')}
        </CardLink>
      )}
    </p>
  );
}

function CardLink({
  href,
  icon,
  children,
}: {
  readonly href: string;
  readonly icon: IconName;
  readonly children: string;
}) {
  return (
    <Link
      prefetch={false}
      href={href}
      className="inline-flex min-h-10 items-center gap-1.5 rounded-lg px-2 text-sm font-medium text-accent hover:bg-sunken"
    >
      <Icon name={icon} size={16} />
      {children}
    </Link>
  );
}
