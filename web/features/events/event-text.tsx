import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { FedGeofenceEventFragment, FedLimitEventFragment } from '../../__generated__/graphql.ts';
import type { FedEvent } from './event-list.ts';

/** What happened, in one sentence. */
export function EventText({ event }: { readonly event: FedEvent }) {
  return event.source === 'geofence' ? <GeofenceText event={event.event} /> : <LimitText event={event.event} />;
}

function GeofenceText({ event }: { readonly event: FedGeofenceEventFragment }) {
  const t = useTranslations('events');
  const { kind, person, asset, tracker, geofence } = event;
  const who = person?.name ?? asset?.name ?? tracker?.name ?? t('somebody');
  return t.rich(`texts.${kind}`, { who: strong(who), zone: strong(geofence.name) });
}

function LimitText({ event }: { readonly event: FedLimitEventFragment }) {
  const t = useTranslations('events');
  const { kind, count, minimum, maximum, limit } = event;
  const zone = limit.zone?.name ?? limit.place?.name ?? t('somewhere');
  return t.rich(`limitTexts.${kind}`, { count, minimum: minimum ?? 0, maximum: maximum ?? 0, zone: strong(zone) });
}

/** A name that stands out of its sentence. */
function strong(name: string): () => ReactNode {
  return () => <span className="font-medium">{name}</span>;
}
