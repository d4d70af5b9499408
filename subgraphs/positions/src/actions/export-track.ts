import { degrees, headingDegrees, meters, metersPerSecond } from '@trekker/geo';
import { connectionOf, InvalidInputError, parsePage, requirePermission, unitReach } from '@trekker/kit';
import { writeTrackFilePart, type RecordedFix } from '@trekker/protocols';

import type { Context } from '../context.ts';
import { pageOfTrack, type TrackPointRow } from '../db/history.ts';
import { identifierOfTracker, trackerWithin } from '../db/known-tracker.ts';
import { MEDIA_TYPES, TRACK_FORMATS, type TrackFormatName } from '../domain/track-format.ts';

/** Part of a file with the positions of a tracker. */
export interface TrackFilePart {
  readonly content: string;
  readonly positionCount: number;
  readonly mediaType: string;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface ExportArguments {
  readonly format: TrackFormatName;
  readonly from: number;
  readonly to: number;
  readonly maxPositions: number;
  readonly after?: string | null | undefined;
}

/** Most positions of one part: some megabytes of text. */
const MOST_POSITIONS = 20_000;

/**
 * The next part of a file with a tracker's positions recorded in `[from, to)`, oldest first. Parts are read and written
 * one by one, however long the span is. Beyond the viewer's reach the file has no positions.
 */
export async function exportTrack(ctx: Context, trackerId: string, args: ExportArguments): Promise<TrackFilePart> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'positions:read', now);
  const { format, from, to, maxPositions } = args;
  if (to <= from) throw new InvalidInputError('to', `must lie after from, got ${new Date(to).toISOString()}`);
  if (maxPositions < 1 || maxPositions > MOST_POSITIONS) {
    throw new InvalidInputError('maxPositions', `must be 1 to ${MOST_POSITIONS}, got ${maxPositions}`);
  }
  const page = { ...parsePage({ first: 1, after: args.after }, ['instant', 'hex']), first: maxPositions };
  const { rows, identifier } = await ctx.tenant.read(async (tx) => {
    const visible = await trackerWithin(tx, trackerId, unitReach(viewer, 'positions:read', now));
    return {
      rows: visible ? await pageOfTrack(tx, { trackerId, from, to, page }) : [],
      identifier: visible ? await identifierOfTracker(tx, trackerId) : null,
    };
  });
  const { nodes, pageInfo } = connectionOf(rows, page, (row) => [String(row.recorded_at), row.dedupe.toString('hex')]);
  const fixes = nodes.map((row) => fixOf(row, identifier ?? trackerId));
  const part = { isFirst: page.after === null, isLast: !pageInfo.hasNextPage };
  return {
    content: writeTrackFilePart(TRACK_FORMATS[format], fixes.length ? [{ name: null, fixes }] : [], part),
    positionCount: fixes.length,
    mediaType: MEDIA_TYPES[format],
    pageInfo,
  };
}

/** What the device reported, as intake kept it. */
function fixOf(row: TrackPointRow, identifier: string): RecordedFix {
  const known = <T>(name: string, value: number | null, of: (value: number) => T) =>
    value === null ? {} : { [name]: of(value) };
  return {
    identifier,
    recordedAt: row.recorded_at,
    latitude: degrees(row.latitude_e7),
    longitude: degrees(row.longitude_e7),
    ...known('altitudeMeters', row.altitude_cm, meters),
    ...known('accuracyMeters', row.accuracy_cm, meters),
    ...known('speedMetersPerSecond', row.speed_mms, metersPerSecond),
    ...known('headingDegrees', row.heading_cd, headingDegrees),
    ...known('batteryPercent', row.battery_percent, Number),
    attributes: row.attributes ?? {},
  };
}
