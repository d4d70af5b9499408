import { randomBytes } from 'node:crypto';

import {
  claimName,
  coversUnit,
  isUuid,
  nameInput,
  parseInput,
  requireUnitPermission,
  ruleBroken,
  secretName,
  type Tx,
  unitReach,
  userError,
  type UserError,
  uuidv7,
  type Viewer,
  withParams,
} from '@trekker/kit';
import { array, maxLength, minLength, nullish, number, object, pipe, string } from 'valibot';

import type { Context } from '../context.ts';
import { countUsableApiKeys, insertApiKey } from '../db/api-keys.ts';
import type { ApiKeyRow } from '../db/rows.ts';
import { unitsById } from '../db/units.ts';
import { API_KEY_PREFIX, isForKeys, MOST_API_KEYS, SHOWN_CHARACTERS } from '../domain/api-key.ts';
import { apiKeyCreated, tenancyEvent } from '../events.ts';
import { unitProblems } from './unit-problems.ts';

export interface ApiKeyCreated {
  readonly key: ApiKeyRow | null;
  readonly secret: string | null;
  readonly userErrors: UserError[];
}

/** Kind under which keys are listed in the directory, by the SHA-256 of their secret. */
export const API_KEY = 'api-key';
const SECRET_BYTES = 32;
const DAY_MS = 86_400_000;
/** The longest a key may be made for, in days. */
const LONGEST_DAYS = 3_660;

const schema = object({
  name: nameInput,
  permissions: pipe(
    array(string()),
    minLength(1, 'a key must have at least 1 permission'),
    maxLength(100, 'a key must have at most 100 permissions'),
  ),
  unitId: nullish(string(), null),
  expiresAt: nullish(number(), null),
});

/** Makes a key. Its secret is told here once; what is kept cannot be turned back into it. */
export async function createApiKey(ctx: Context, input: unknown): Promise<ApiKeyCreated> {
  const now = ctx.clock.now();
  const viewer = requireUnitPermission(ctx.viewer, 'keys:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const { name, unitId, expiresAt } = parsed.value;
  const permissions = [...new Set(parsed.value.permissions)].toSorted();
  const secret = `${API_KEY_PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const key: ApiKeyRow = {
    tenantId: viewer.tenantId,
    keyId: uuidv7(now),
    name,
    permissions,
    unitId,
    expiresAt,
    tokenPrefix: secret.slice(0, SHOWN_CHARACTERS),
    tokenName: secretName(secret),
    createdBy: viewer.actor.kind === 'user' ? viewer.actor.id : null,
    createdAt: now,
    lastUsedAt: null,
    revokedAt: null,
  };
  return ctx.tenant.write(async (tx) => {
    const problems = await problemsOf(tx, { key, viewer, now });
    if (problems.length) return refused(...problems);
    const { tenantId, keyId, tokenName } = key;
    await claimName(tx, { kind: API_KEY, name: tokenName, entityId: keyId });
    await insertApiKey(tx, key);
    tx.publish(tenancyEvent(apiKeyCreated, tenantId, { keyId, permissions, unitId, expiresAt }));
    return { key, secret, userErrors: [] };
  });
}

async function problemsOf(
  tx: Tx,
  { key, viewer, now }: { key: ApiKeyRow; viewer: Viewer; now: number },
): Promise<UserError[]> {
  const { permissions, unitId, expiresAt } = key;
  if (unitId !== null && !(isUuid(unitId) && (await unitsById(tx, [unitId])).length)) {
    return [unitProblems.unknown('unitId', unitId)];
  }
  const problems = permissions.flatMap((permission) => permissionProblem(permission, { viewer, unitId, now }) ?? []);
  if (expiresAt !== null && (expiresAt <= now || expiresAt > now + LONGEST_DAYS * DAY_MS)) {
    const got = JSON.stringify(new Date(expiresAt).toISOString());
    problems.push(
      ruleBroken(
        'expiresAt',
        { rule: 'DAYS_AHEAD', limit: LONGEST_DAYS },
        `must lie ahead, by at most ${LONGEST_DAYS} days, got ${got}`,
      ),
    );
  }
  if ((await countUsableApiKeys(tx, now)) >= MOST_API_KEYS) {
    const tooMany = userError('', 'TOO_MANY', `a tenant has at most ${MOST_API_KEYS} keys; revoke one first`);
    problems.push(withParams(tooMany, { maximum: MOST_API_KEYS }));
  }
  return problems;
}

/** Nobody gives a key what they do not hold themselves where it is to hold, nor what makes heirs of it. */
function permissionProblem(
  permission: string,
  { viewer, unitId, now }: { viewer: Viewer; unitId: string | null; now: number },
): UserError | null {
  const got = JSON.stringify(permission.slice(0, 100));
  if (!isForKeys(permission)) return userError('permissions', 'NOT_FOR_KEYS', `no key may hold ${got}`);
  if (coversUnit(unitReach(viewer, permission, now), unitId)) return null;
  return userError('permissions', 'NOT_HELD', `must be permissions that you hold yourself, got ${got}`);
}

function refused(...userErrors: UserError[]): ApiKeyCreated {
  return { key: null, secret: null, userErrors };
}
