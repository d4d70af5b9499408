import { useTimeZone, useTranslations } from 'next-intl';
import { usePast } from '../../live/past/past.tsx';
import { useMay } from '../../live/viewer-provider.tsx';
import { dayOf } from '../../live/zoned-days.ts';
import { CardLink } from './card-link.tsx';
import type { Entry } from './entries.ts';

/** Where more of the selected entry is. */
export function EntryLinks({ entry: { personId, tracker } }: { readonly entry: Entry }) {
  const t = useTranslations('map.card');
  const past = usePast();
  const timeZone = useTimeZone() ?? 'UTC';
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
        <CardLink href={replayOf(whoOf(personId, tracker), past && { at: past.at, timeZone })} icon="replay">
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

/** The replay of today, or of the day of an instant that begins there. */
function replayOf(who: string, past: { readonly at: number; readonly timeZone: string } | null): string {
  const parameters = new URLSearchParams({ who });
  if (past) {
    parameters.set('day', dayOf(past.at, past.timeZone));
    parameters.set('at', new Date(past.at).toISOString());
  }
  return `/playback?${parameters.toString()}`;
}
