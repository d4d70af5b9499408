import { useMemo, useState } from 'react';
import type { HoursDraft } from '../../hours/hours-draft.ts';
import type { ShownZone } from '../../zone-header.tsx';
import type { Corners } from '../corners/use-corners.ts';
import type { ZoneDraft } from '../use-zone-draft.ts';
import type { ZoneWork } from './kept-drawing.ts';

/** What of a zone is entered and not saved; null while nothing is, the same until something changes. */
export function useZoneWork({
  zone,
  kept,
  draft: { shape, tool },
  corners: { list, isUnfinished },
  hours,
  fields,
}: {
  /** Null for a new one. */
  readonly zone: ShownZone | null;
  /** What somebody goes on with; null: nothing. */
  readonly kept: ZoneWork | null;
  readonly draft: ZoneDraft;
  readonly corners: Corners;
  readonly hours: HoursDraft | null;
  /** Null: nobody touched them. */
  readonly fields: Readonly<Record<string, string>> | null;
}): ZoneWork | null {
  const [before] = useState({ shape, hours });
  // Work that is gone on with is of the version it began with.
  const versionId = kept ? kept.versionId : (zone?.version.id ?? null);
  const corners = isUnfinished ? list : null;
  const isChanged =
    kept !== null || fields !== null || corners !== null || shape !== before.shape || hours !== before.hours;
  return useMemo(
    () => (isChanged ? { versionId, tool, shape, corners, hours, fields } : null),
    [isChanged, versionId, tool, shape, corners, hours, fields],
  );
}
