import {
  checkRule,
  claimName,
  type Database,
  nameInput,
  releaseName,
  resolveName,
  secretName,
  SHARED,
  TrekkerError,
  userError,
  type UserError,
  type UserErrorCode,
  uuidv7,
} from '@trekker/kit';
import { object, pipe, regex, string } from 'valibot';

import type { Context } from '../context.ts';
import type { TenantRow } from '../db/rows.ts';
import { tenantsById } from '../db/tenants.ts';
import { parseSecretInput, passwordInput } from '../domain/password.ts';
import { isTimeZone } from '../domain/time-zone.ts';
import { createTenant } from './create-tenant.ts';

export interface SetUpInput {
  readonly token: string;
  readonly tenant: string;
  readonly tenantName: string;
  readonly timeZone: string;
  readonly signInName: string;
  readonly name: string;
  readonly password: string;
}

export interface WasSetUp {
  readonly tenant: TenantRow | null;
  readonly userErrors: UserError[];
}

/** Kind under which the token of the one-time link is listed in the directory. */
const SET_UP = 'set-up';
const DAY_MS = 86_400_000;

const schema = object({
  token: string(),
  tenant: pipe(
    string(),
    regex(/^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$/, 'must be 1 to 42 lower-case letters, digits and hyphens'),
  ),
  tenantName: nameInput,
  timeZone: pipe(
    string(),
    checkRule({ rule: 'TIME_ZONE' }, isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
  ),
  signInName: nameInput,
  name: nameInput,
  password: passwordInput,
});

/**
 * Makes the first tenant with the token that the first start printed. The token works once; where no tenant came of it
 * because its name is taken or the server is busy, it works again for what was left of its day.
 */
export async function setUp(ctx: Context, input: SetUpInput): Promise<WasSetUp> {
  const parsed = parseSecretInput(schema, input);
  if (!parsed.ok) return { tenant: null, userErrors: parsed.userErrors };
  const { token, tenant: slug, tenantName, timeZone, signInName, name, password } = parsed.value;
  const until = await takeToken(ctx.database, token);
  if (until === null) {
    return refused('token', 'SET_UP_REFUSED', 'the link was used already or is too old; see the output of the server');
  }
  const administrator = { signInName, name, password };
  let tenantId: string;
  try {
    ({ tenantId } = await createTenant(ctx, { slug, name: tenantName, timeZone, administrator }));
  } catch (error) {
    // Both say that nothing was done; after any other failure the tenant may exist.
    if (!(error instanceof TrekkerError) || !['CONFLICT', 'UNAVAILABLE'].includes(error.code)) throw error;
    await listToken(ctx.database, { token, until });
    if (error.code !== 'CONFLICT') throw error;
    return refused('tenant', 'TENANT_TAKEN', `the name ${JSON.stringify(slug)} is taken; choose another one`);
  }
  const { result } = await ctx.database.withTenant(tenantId, (tx) => tenantsById(tx, [tenantId]));
  return { tenant: result[0] ?? null, userErrors: [] };
}

/** Lists a token with which `setUp` works once, within a day. An operator's act. */
export async function allowSetUp(database: Database, token: string, now: number): Promise<void> {
  await listToken(database, { token, until: now + DAY_MS });
}

function refused(field: string, code: UserErrorCode, message: string): WasSetUp {
  return { tenant: null, userErrors: [userError(field, code, message)] };
}

/** Until when the token would have worked, or null when it does not. Only one caller gets it. */
async function takeToken(database: Database, token: string): Promise<number | null> {
  const entry = await database.withDirectory((sql) => resolveName(sql, SET_UP, secretName(token)));
  const { result: taken } = await database.withTenant(SHARED, (tx) =>
    releaseName(tx, { kind: SET_UP, name: secretName(token) }),
  );
  return entry && taken ? instantOf(entry.entityId) : null;
}

/** The directory does not tell when a name expires, so the id that it is listed with does: a UUIDv7 of that instant. */
async function listToken(database: Database, { token, until }: { token: string; until: number }): Promise<void> {
  await database.withTenant(SHARED, (tx) =>
    claimName(tx, { kind: SET_UP, name: secretName(token), entityId: uuidv7(until), until }),
  );
}

/** Unix milliseconds in the first 48 bits of a UUIDv7 (RFC 9562 §5.7). */
function instantOf(uuid: string): number {
  return Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16);
}
