import { useTranslations } from 'next-intl';
import { useMay } from '../../live/viewer-provider.tsx';
import { CardLink } from './card-link.tsx';
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
