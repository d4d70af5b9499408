import { instantInput, parseInput, requirePermission, type Tx, type UserError, type Viewer } from '@trekker/kit';
import { maxLength, minLength, nullish, object, picklist, pipe, regex, string, trim } from 'valibot';

import type { Context } from '../context.ts';
import { marksById, type MarkRow } from '../db/marks.ts';
import { isPersonKnown } from './known.ts';
import { once, onceInput, type Deed, type Made } from './once.ts';
import { problems } from './problems.ts';
import { writeMark } from './write-mark.ts';

export interface MarkPresenceInput {
  readonly personId: string;
  readonly geofenceId: string;
  readonly kind: 'IN' | 'OUT';
  readonly at?: number | null | undefined;
  readonly note?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

export interface PresenceMarked {
  readonly mark: MarkRow | null;
  readonly userErrors: UserError[];
}

/** How far a mark may lie ahead, in milliseconds: as far as clocks of devices may. */
const AHEAD_MS = 300_000;

const schema = object({
  personId: string(),
  geofenceId: string(),
  kind: picklist(['IN', 'OUT']),
  at: nullish(instantInput, null),
  note: nullish(
    pipe(
      string(),
      trim(),
      minLength(1, 'a note must have at least 1 character'),
      maxLength(500, 'a note must have at most 500 characters'),
      regex(/^[^\p{Cc}]*$/u, 'a note must have no control characters'),
    ),
    null,
  ),
  idempotencyKey: onceInput,
});

/** Marks a person in or out of a zone. */
export async function markPresence(ctx: Context, input: MarkPresenceInput): Promise<PresenceMarked> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'headcount:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { mark: null, userErrors: parsed.userErrors };
  const { personId, geofenceId, kind, note } = parsed.value;
  const at = parsed.value.at ?? now;
  const userErrors = [
    ...(at > now + AHEAD_MS ? [problems.broken('at', { rule: 'NOT_AHEAD' }, 'must lie at most 5 minutes ahead')] : []),
    ...((await isPersonKnown(ctx, personId, 'headcount:write'))
      ? []
      : [problems.unknown('personId', 'person', personId)]),
    ...((await ctx.loaders.zone.load(geofenceId)) ? [] : [problems.unknown('geofenceId', 'geofence', geofenceId)]),
  ];
  if (userErrors.length) return { mark: null, userErrors };
  const wanted = { personId, zoneId: geofenceId, kind, source: 'MANUAL', at, note } as const;
  return markOnce(ctx, { viewer, deed: { name: 'mark-presence', input: parsed.value } }, async (tx) => ({
    made: await writeMark(tx, ctx, { viewer, wanted }),
    userErrors: [],
  }));
}

/** Makes a mark, once with the same key. */
export async function markOnce(
  ctx: Context,
  { viewer: { tenantId }, deed }: { viewer: Viewer; deed: Deed },
  make: (tx: Tx) => Promise<Made<MarkRow>>,
): Promise<PresenceMarked> {
  const { made, userErrors } = await once(
    ctx,
    { tenantId, deed },
    { make, nameOf: ({ markId }) => markId, find: async (tx, markId) => (await marksById(tx, [markId]))[0] ?? null },
  );
  return { mark: made, userErrors };
}
