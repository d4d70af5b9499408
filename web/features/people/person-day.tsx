'use client';

import { useMay } from '../../live/viewer-provider.tsx';
import { CarriedConnections } from '../../records/history/carried-connections.tsx';
import { CarriedHistory } from '../../records/history/carried-history.tsx';
import { useCarried } from '../../records/history/use-carried.ts';
import { SpanLinks } from '../../records/span-links.tsx';
import { useDaySpan } from '../../records/use-day-span.ts';
import { PersonVisits } from './person-visits.tsx';

// A phone from the pool every morning, and some on top.
const MOST_TRACKERS = 50;

/** Where somebody was on a day or week, how their trackers were heard then, and which they ever carried. */
export function PersonDay({ personId, version }: { readonly personId: string; readonly version: number }) {
  const span = useDaySpan('day');
  const maySeeVisits = useMay('visits:read');
  const carrier = { kind: 'person' as const, id: personId };
  const carried = useCarried(carrier, { span, first: MOST_TRACKERS, version });
  const links = <SpanLinks span={span} who={`person:${personId}`} />;
  return (
    <>
      {maySeeVisits && <PersonVisits personId={personId} span={span} action={links} version={version} />}
      <CarriedConnections answer={carried} span={span} action={maySeeVisits ? null : links} version={version} />
      <CarriedHistory carrier={carrier} version={version} />
    </>
  );
}
