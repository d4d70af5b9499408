import { connectionOf, InvalidInputError, parsePage, requirePermission, unitReach } from '@trekker/kit';
import { writeTrackFilePart } from '@trekker/protocols';

import type { Context } from '../context.ts';
import { pageOfTrack } from '../db/history.ts';
import { identifierOfTracker, trackerWithin } from '../db/known-tracker.ts';
import { recordedFix } from './recorded-fix.ts';
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
  const fixes = nodes.map((row) => recordedFix(row, identifier ?? trackerId));
  const part = { isFirst: page.after === null, isLast: !pageInfo.hasNextPage };
  return {
    content: writeTrackFilePart(TRACK_FORMATS[format], fixes.length ? [{ name: null, fixes }] : [], part),
    positionCount: fixes.length,
    mediaType: MEDIA_TYPES[format],
    pageInfo,
  };
}
