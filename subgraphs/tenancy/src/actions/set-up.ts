import {
  claimName,
  nameInput,
  parseInput,
  releaseName,
  secretName,
  SHARED,
  userError,
  uuidv7,
  type Database,
  type UserError,
} from '@trekker/kit';
import { check, maxLength, minLength, object, pipe, regex, string } from 'valibot';

import type { Context } from '../context.ts';
import type { TenantRow } from '../db/rows.ts';
import { tenantsById } from '../db/tenants.ts';
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
  timeZone: pipe(string(), check(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')),
  signInName: nameInput,
  name: nameInput,
  password: pipe(
    string(),
    minLength(12, 'must have at least 12 characters'),
    maxLength(200, 'must have at most 200 characters'),
  ),
});

/** Makes the first tenant with the token that the first start printed. The token works once. */
export async function setUp(ctx: Context, input: SetUpInput): Promise<WasSetUp> {
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { tenant: null, userErrors: parsed.userErrors.map((error) => ({ ...error, params: [] })) };
  const { token, tenant: slug, tenantName, timeZone, signInName, name, password } = parsed.value;
  // Taking the token out of the directory is what lets only one caller through.
  const { result: taken } = await ctx.database.withTenant(SHARED, (tx) =>
    releaseName(tx, { kind: SET_UP, name: secretName(token) }),
  );
  if (!taken) {
    return {
      tenant: null,
      userErrors: [
        userError('token', 'SET_UP_REFUSED', 'the link was used already or is too old; see the output of the server'),
      ],
    };
  }
  const administrator = { signInName, name, password };
  const { tenantId } = await createTenant(ctx, { slug, name: tenantName, timeZone, administrator });
  const { result } = await ctx.database.withTenant(tenantId, (tx) => tenantsById(tx, [tenantId]));
  return { tenant: result[0] ?? null, userErrors: [] };
}

/** Lists a token with which `setUp` works once, within a day. An operator's act. */
export async function allowSetUp(database: Database, token: string, now: number): Promise<void> {
  await database.withTenant(SHARED, (tx) =>
    claimName(tx, { kind: SET_UP, name: secretName(token), entityId: uuidv7(now), until: now + DAY_MS }),
  );
}
