'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useQuery } from 'urql';
import type { EventEvidenceQuery, FedGeofenceEventFragment } from '../../__generated__/graphql.ts';
import { SinceText } from '../../live/since-text.tsx';
import { VisitRules } from '../../records/visit-rules.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EVENT_EVIDENCE } from './documents.graphql.ts';
import { instantOf, type FedEvent } from './event-list.ts';
import { replayPath } from './replay-path.ts';

type Visit = NonNullable<EventEvidenceQuery['geofenceEvents']['nodes'][number]['visit']>;

/** What an event rests on, and where it can be looked at. */
export function EventDetail({ event }: { readonly event: FedEvent }) {
  const t = useTranslations('events.detail');
  const at = instantOf(event);
  return (
    <div className="flex flex-col gap-3 text-sm">
      {event.source === 'geofence' && <Evidence event={event.event} />}
      <p className="text-muted">
        {t('known')} <SinceText instant={Date.parse(event.event.knownAt)} />
      </p>
      <div className="flex flex-wrap gap-2">
        {event.source === 'geofence' && <GeofenceLinks event={event.event} at={at} />}
        {event.source === 'limit' && (
          <LinkButton href={`/headcount?at=${new Date(at).toISOString()}`}>{t('headcountThen')}</LinkButton>
        )}
        {event.source === 'limit' && event.event.limit.zone && (
          <LinkButton href={`/zones/${event.event.limit.zone.id}`}>{event.event.limit.zone.name}</LinkButton>
        )}
      </div>
    </div>
  );
}

function GeofenceLinks({
  event: { person, tracker, geofence },
  at,
}: {
  readonly event: FedGeofenceEventFragment;
  readonly at: number;
}) {
  const t = useTranslations('events.detail');
  return (
    <>
      {tracker && <LinkButton href={replayPath(tracker.id, at)}>{t('replay')}</LinkButton>}
      <LinkButton href={`/headcount?at=${new Date(at).toISOString()}`}>{t('headcountThen')}</LinkButton>
      {person && <LinkButton href={`/people/${person.id}`}>{person.name}</LinkButton>}
      <LinkButton href={`/zones/${geofence.id}`}>{geofence.name}</LinkButton>
    </>
  );
}

function Evidence({ event: { id, kind, at, geofence } }: { readonly event: FedGeofenceEventFragment }) {
  const t = useTranslations('events.detail');
  const to = new Date(Date.parse(at) + 1).toISOString();
  const [{ data, fetching }] = useQuery({
    query: EVENT_EVIDENCE,
    variables: { kind, geofenceId: geofence.id, from: at, to },
  });
  const visit = data?.geofenceEvents.nodes.find((node) => node.id === id)?.visit;
  if (visit) return <Positions visit={visit} />;
  return fetching ? <SkeletonRows rows={2} label={t('loading')} /> : <p className="text-muted">{t('noEvidence')}</p>;
}

function Positions({ visit }: { readonly visit: Visit }) {
  const t = useTranslations('records.evidence');
  const texts = useTranslations('events.detail');
  const format = useFormatter();
  const meters = (value: number) =>
    format.number(Math.abs(value), { style: 'unit', unit: 'meter', maximumFractionDigits: 1 });
  return (
    <>
      <ul aria-label={texts('evidence')} className="flex flex-col gap-1">
        {visit.evidence.map(({ decision, position, signedDistanceMeters, accuracyMeters }, index) => (
          <li key={`${decision} ${position?.id ?? index}`} className="flex flex-wrap gap-x-3 tabular-nums">
            <span className="font-medium">{t(`decisions.${decision}`)}</span>
            <span>
              {position ? format.dateTime(new Date(position.recordedAt), { timeStyle: 'medium' }) : t('hidden')}
            </span>
            <span>
              {t(signedDistanceMeters <= 0 ? 'inside' : 'outside', { distance: meters(signedDistanceMeters) })}
            </span>
            {accuracyMeters !== null && (
              <span className="text-muted">{t('accuracy', { distance: meters(accuracyMeters) })}</span>
            )}
          </li>
        ))}
      </ul>
      <p className="text-muted">
        <VisitRules beganBy={visit.beganBy} endedBy={visit.endedBy} />
      </p>
    </>
  );
}
