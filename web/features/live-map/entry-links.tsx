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
      {tracker && (
        <CardLink href={`/playback?who=${encodeURIComponent(whoOf(personId, tracker))}`} icon="replay">
          {t('replay')}
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

/** Who the card is about, as the address of a replay names it. */
function whoOf(personId: string | null, { id, asset }: NonNullable<Entry['tracker']>): string {
  if (personId) return `person:${personId}`;
  return asset ? `asset:${asset.id}` : `tracker:${id}`;
}
