import { createHash } from 'node:crypto';

import {
  idempotencyKeyInput,
  keyUsed,
  parseInput,
  requirePermission,
  unitReach,
  userError,
  type UserError,
  type Viewer,
} from '@trekker/kit';
import { MAX_IDENTIFIER_CHARACTERS, type ReadTrackOptions } from '@trekker/protocols';
import {
  base64,
  integer,
  maxLength,
  maxValue,
  minValue,
  nullish,
  number,
  object,
  picklist,
  pipe,
  string,
  type InferOutput,
} from 'valibot';

import type { Context } from '../context.ts';
import { identifierOfTracker, trackerWithin } from '../db/known-tracker.ts';
import { importByKey, insertImport } from '../db/track-imports.ts';
import type { TrackImport } from '../domain/track-import.ts';
import { TRACK_FORMATS } from '../domain/track-format.ts';
import { devicesEvent, trackFileImported } from '../events.ts';

export interface TrackImported {
  readonly import: TrackImport | null;
  readonly userErrors: UserError[];
}

/** A day between two points without a time is no track any more. */
const MOST_STEP_MS = 86_400_000;

const schema = object({
  trackerId: nullish(string(), null),
  identifier: nullish(pipe(string(), maxLength(MAX_IDENTIFIER_CHARACTERS)), null),
  format: nullish(picklist(Object.keys(TRACK_FORMATS) as (keyof typeof TRACK_FORMATS)[]), null),
  text: nullish(string(), null),
  base64: nullish(pipe(string(), base64('must be base64')), null),
  missingTimes: nullish(
    object({
      startAt: number(),
      stepMs: pipe(number(), integer(), minValue(0), maxValue(MOST_STEP_MS, 'must be at most a day, 86400000')),
    }),
    null,
  ),
  idempotencyKey: idempotencyKeyInput,
});

type Input = InferOutput<typeof schema>;

/**
 * Imports a file with recorded tracks for one tracker, through the same intake as what devices send. Called again with
 * the same key it answers what it answered then.
 */
export async function importTrack(ctx: Context, input: unknown): Promise<TrackImported> {
  const viewer = requirePermission(ctx.viewer, 'trackers:write', ctx.clock.now());
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const file = bytesOf(parsed.value);
  if (!file) return refused(userError('text', 'INVALID', 'either text or base64 must be given'));
  const target = await targetOf(ctx, viewer, parsed.value);
  if ('code' in target) return refused(target);
  const { idempotencyKey } = parsed.value;
  const fingerprint = fingerprintOf(parsed.value, file);
  const before = await ctx.tenant.read((tx) => importByKey(tx, idempotencyKey));
  if (before)
    return before.fingerprint === fingerprint
      ? { import: before.answer, userErrors: [] }
      : refused(keyUsed(idempotencyKey));
  const { tenantId } = viewer;
  const options = optionsOf(parsed.value, target.identifier);
  const answer = await ctx.importer.withPlace(() => ctx.importer.importFile({ tenantId, bytes: file, options }));
  const importedAt = ctx.clock.now();
  await ctx.tenant.write(async (tx) => {
    await insertImport(tx, { tenantId, idempotencyKey, fingerprint, answer, importedAt });
    const { accepted, duplicates, rejected } = answer;
    const { trackerId } = target;
    tx.publish(devicesEvent(trackFileImported, tenantId, { trackerId, accepted, duplicates, rejected }));
  });
  return { import: answer, userErrors: [] };
}

function bytesOf({ text, base64: encoded }: Input): Buffer | null {
  if ((text === null) === (encoded === null)) return null;
  return text === null ? Buffer.from(encoded ?? '', 'base64') : Buffer.from(text);
}

/** The tracker that a file is for. */
interface Target {
  readonly trackerId: string;
  readonly identifier: string;
}

/** The tracker and what it calls itself, or why nothing can be imported for it. */
async function targetOf(ctx: Context, viewer: Viewer, input: Input): Promise<Target | UserError> {
  const { trackerId, identifier } = input;
  if ((trackerId === null) === (identifier === null)) {
    return userError('trackerId', 'INVALID', 'either trackerId or identifier must be given');
  }
  const field = trackerId === null ? 'identifier' : 'trackerId';
  const found = trackerId ?? (await trackerBehind(ctx, viewer, identifier ?? ''));
  const reach = unitReach(viewer, 'trackers:write', ctx.clock.now());
  return ctx.tenant.read(async (tx): Promise<Target | UserError> => {
    if (found === null || !(await trackerWithin(tx, found, reach))) {
      return userError(field, 'NOT_FOUND', `there is no tracker ${JSON.stringify(trackerId ?? identifier)}`);
    }
    const name = identifier ?? (await identifierOfTracker(tx, found));
    if (name !== null) return { trackerId: found, identifier: name };
    return userError(field, 'NO_IDENTIFIER', 'the tracker must have an identifier, got none');
  });
}

async function trackerBehind(ctx: Context, { tenantId }: Viewer, identifier: string): Promise<string | null> {
  const known = await ctx.intake.identities.resolve(tenantId, [identifier]);
  return known.get(identifier)?.trackerId ?? null;
}

function optionsOf({ format, missingTimes }: Input, identifier: string): ReadTrackOptions {
  return {
    identifier,
    ...(format === null ? {} : { format: TRACK_FORMATS[format] }),
    ...(missingTimes === null ? {} : { missingTimes }),
  };
}

/** Equal for equal input, so that a key is not taken for something else. */
function fingerprintOf({ trackerId, identifier, format, missingTimes }: Input, file: Buffer): string {
  const asked = JSON.stringify([trackerId, identifier, format, missingTimes]);
  return createHash('sha256').update(asked).update(file).digest('base64url');
}

function refused(...userErrors: UserError[]): TrackImported {
  return { import: null, userErrors };
}
