'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { usePosition } from '../../live/use-position.ts';
import { useMay } from '../../live/viewer-provider.tsx';
import type { MarkerLook } from '../../map/features/marker-diff.ts';
import { Fact, Facts, Section } from '../../records/section.tsx';
import { WhereNow } from '../../records/where-now.tsx';
import { ZonesNow } from '../../records/zones-now.tsx';
import { TRACKER_NOW, TRACKER_POSITION } from './documents.graphql.ts';
import type { ShownTracker } from './tracker-header.tsx';

const KILOMETERS_PER_HOUR = 3.6;
const DEGREES = { minimumFractionDigits: 5, maximumFractionDigits: 5 };

/** Where a tracker is now, and its way of today. */
export function TrackerNow({ tracker, version }: { readonly tracker: ShownTracker; readonly version: number }) {
  const t = useTranslations('trackers.page');
  const maySeeVisits = useMay('visits:read');
  const { id } = tracker;
  const variables = { trackerId: id };
  const [{ data: now }] = useFollowingQuery({ query: TRACKER_NOW, variables, pause: !maySeeVisits }, version);
  const [{ data }] = useFollowingQuery({ query: TRACKER_POSITION, variables }, version);
  const told = data?.tracker?.lastPosition ?? null;
  return (
    <Section title={t('now')}>
      {maySeeVisits && <ZonesNow visits={now?.tracker?.currentVisits ?? null} />}
      <WhereNow self={{ id, ...markerOf(tracker) }} tracker={tracker} told={told} />
      <PositionFacts trackerId={id} told={told} />
    </Section>
  );
}

/** A tracker stands on the map for whoever carries it. */
function markerOf({ name, person, asset }: ShownTracker): Pick<MarkerLook, 'label' | 'kind'> {
  if (person) return { label: person.name, kind: 'person' };
  return asset ? { label: asset.name, kind: 'asset' } : { label: name, kind: 'tracker' };
}

/** The newest position in numbers. */
function PositionFacts({ trackerId, told }: { readonly trackerId: string; readonly told: TrackerPosition | null }) {
  const t = useTranslations('trackers.page');
  const format = useFormatter();
  const position = usePosition(trackerId) ?? told;
  if (!position) return null;
  const { latitude, longitude, accuracyMeters, speedMetersPerSecond } = position;
  return (
    <Facts>
      <Fact name={t('coordinates')}>
        {format.number(latitude, DEGREES)}, {format.number(longitude, DEGREES)}
      </Fact>
      {accuracyMeters !== null && (
        <Fact name={t('accuracy')}>
          ± {format.number(Math.round(accuracyMeters), { style: 'unit', unit: 'meter' })}
        </Fact>
      )}
      {speedMetersPerSecond !== null && (
        <Fact name={t('speed')}>
          {format.number(speedMetersPerSecond * KILOMETERS_PER_HOUR, {
            style: 'unit',
            unit: 'kilometer-per-hour',
            maximumFractionDigits: 1,
          })}
        </Fact>
      )}
    </Facts>
  );
}

/** What is said of a position. */
interface TrackerPosition {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyMeters: number | null;
  readonly speedMetersPerSecond: number | null;
}
