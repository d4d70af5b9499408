import {
  claimName,
  coversUnit,
  idempotencyKeyInput,
  isUuid,
  keyUsed,
  parseInput,
  requirePermission,
  TrekkerError,
  type Tx,
  unitReach,
  type UnitReach,
  userError,
  type UserError,
  uuidv7,
  type Viewer,
} from '@trekker/kit';
import { MAX_IDENTIFIER_CHARACTERS } from '@trekker/protocols';
import { maxLength, minLength, nullish, object, pipe, regex, string, type InferOutput } from 'valibot';

import type { Context } from '../context.ts';
import { takeAttempts } from '../db/device-attempts.ts';
import { claimByKey, claimOf, DEVICE, insertClaim, isTracker } from '../db/device-claims.ts';
import type { DeviceClaimRow } from '../db/rows.ts';
import { deviceClaimed, devicesEvent } from '../events.ts';

export interface DeviceClaimed {
  readonly claim: DeviceClaimRow | null;
  readonly userErrors: UserError[];
}

/** How long ago a device may have reported for it to be claimed, in milliseconds. */
export const HEARD_WITHIN_MS = 15 * 60_000;

const schema = object({
  identifier: pipe(
    string(),
    minLength(1, 'an identifier must have at least 1 character'),
    maxLength(MAX_IDENTIFIER_CHARACTERS, `an identifier must have at most ${MAX_IDENTIFIER_CHARACTERS} characters`),
    regex(/^[^\p{Cc}\s]*$/u, 'an identifier must have no spaces'),
  ),
  trackerId: nullish(string(), null),
  idempotencyKey: nullish(idempotencyKeyInput, null),
});

type Wanted = InferOutput<typeof schema>;

/**
 * Claims a device for the viewer's tenant. It must have reported within the last quarter of an hour while it was nobody's,
 * so that only who has it in hand can name it. What is somebody else's was not heard: the answer tells nothing of others.
 */
export async function claimDevice(ctx: Context, input: unknown): Promise<DeviceClaimed> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'devices:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { claim: null, userErrors: parsed.userErrors };
  return ctx.tenant.write((tx) => claim(tx, { viewer, wanted: parsed.value, now, limit: ctx.claimLimit }));
}

/** What an operator does for a tenant: the device need not have reported. Null when it is somebody's already. */
export async function claimForTenant(
  tx: Tx,
  { tenantId, identifier, trackerId = null, now }: Omitted & { tenantId: string; now: number },
): Promise<DeviceClaimRow | null> {
  const made = { claimId: uuidv7(now), identifier, trackerId, claimedAt: now, idempotencyKey: null };
  return (await keep(tx, tenantId, made)) ? made : null;
}

interface Omitted {
  readonly identifier: string;
  readonly trackerId?: string | null;
}

async function claim(
  tx: Tx,
  { viewer, wanted, now, limit }: { viewer: Viewer; wanted: Wanted; now: number; limit: Context['claimLimit'] },
): Promise<DeviceClaimed> {
  const reach = unitReach(viewer, 'devices:write', now);
  const { identifier, trackerId, idempotencyKey } = wanted;
  const before = idempotencyKey === null ? undefined : await claimByKey(tx, idempotencyKey);
  if (before) return repeated(before, wanted);
  const problem = await trackerProblem(tx, trackerId, reach);
  if (problem) return refused(problem);
  // Whoever guesses identifiers does not get far.
  if (!limit.take(viewer.tenantId, now)) {
    throw new TrekkerError('RATE_LIMITED', 'too many devices were claimed at once; try again in a minute');
  }
  if (await claimOf(tx, identifier, reach)) return refused(alreadyClaimed(identifier));
  const made = { claimId: uuidv7(now), identifier, trackerId, claimedAt: now, idempotencyKey };
  const isHeard = await takeAttempts(tx.sql, identifier, now - HEARD_WITHIN_MS);
  if (isHeard && (await keep(tx, viewer.tenantId, made))) return { claim: made, userErrors: [] };
  // The same call may have come twice at once.
  const meanwhile = idempotencyKey === null ? undefined : await claimByKey(tx, idempotencyKey);
  return meanwhile ? repeated(meanwhile, wanted) : refused(notHeard(identifier));
}

async function keep(tx: Tx, tenantId: string, made: DeviceClaimRow): Promise<boolean> {
  const { claimId, identifier, trackerId } = made;
  if (!(await claimName(tx, { kind: DEVICE, name: identifier, entityId: claimId }))) return false;
  await insertClaim(tx, tenantId, made);
  tx.publish(devicesEvent(deviceClaimed, tenantId, { claimId, identifier, trackerId }));
  return true;
}

/** A device without a tracker is the whole tenant's, so only who may write there can claim one. */
async function trackerProblem(tx: Tx, trackerId: string | null, reach: UnitReach): Promise<UserError | null> {
  if (trackerId === null) {
    if (coversUnit(reach, null)) return null;
    return userError('trackerId', 'REQUIRED', 'name a tracker of yours: the device is to report for it');
  }
  if (isUuid(trackerId) && (await isTracker(tx, trackerId, reach))) return null;
  return userError('trackerId', 'NOT_FOUND', `tracker ${JSON.stringify(trackerId)} does not exist`);
}

function repeated(before: DeviceClaimRow, { identifier, trackerId, idempotencyKey }: Wanted): DeviceClaimed {
  if (before.identifier === identifier && before.trackerId === trackerId) return { claim: before, userErrors: [] };
  return refused(keyUsed(idempotencyKey));
}

function refused(problem: UserError): DeviceClaimed {
  return { claim: null, userErrors: [problem] };
}

function alreadyClaimed(identifier: string): UserError {
  return userError('identifier', 'ALREADY_CLAIMED', `device ${JSON.stringify(identifier)} is claimed already`);
}

function notHeard(identifier: string): UserError {
  const what = `device ${JSON.stringify(identifier)} must have reported here within the last 15 minutes`;
  return userError('identifier', 'DEVICE_NOT_HEARD', `${what}; switch it on and try again`);
}
