'use client';

import { useMay } from '../../live/viewer-provider.tsx';
import { CarriedConnections } from '../../records/history/carried-connections.tsx';
import { CarriedHistory } from '../../records/history/carried-history.tsx';
import { useCarried } from '../../records/history/use-carried.ts';
import { SpanLinks } from '../../records/span-links.tsx';
import { useDaySpan } from '../../records/use-day-span.ts';
import { TrackerVisitEvidence } from '../../records/visits/tracker-visit-evidence.tsx';
import { VisitsSection } from '../../records/visits/visits-section.tsx';
import { useAssetVisits } from './use-asset-visits.ts';

// Nobody changes the trackers of a thing so often in a week.
const MOST_TRACKERS = 50;

/** Where an asset was on a day or week, how its trackers were heard then, and which it ever had. */
export function AssetDay({ assetId, version }: { readonly assetId: string; readonly version: number }) {
  const span = useDaySpan('day');
  const maySeeVisits = useMay('visits:read');
  const carrier = { kind: 'asset' as const, id: assetId };
  const carried = useCarried(carrier, { span, first: MOST_TRACKERS, version });
  const visits = useAssetVisits(carried, { span, version });
  const links = <SpanLinks span={span} who={`asset:${assetId}`} />;
  return (
    <>
      {maySeeVisits && (
        <VisitsSection
          answer={visits}
          span={span}
          action={links}
          evidence={({ trackerId, whole }) => <TrackerVisitEvidence trackerId={trackerId} visit={whole} />}
        />
      )}
      <CarriedConnections answer={carried} span={span} action={maySeeVisits ? null : links} version={version} />
      <CarriedHistory carrier={carrier} version={version} />
    </>
  );
}
