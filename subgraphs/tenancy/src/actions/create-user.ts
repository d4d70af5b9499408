import { nameInput, parseInput, requireUnitPermission, userError, uuidv7, type UserError } from '@trekker/kit';
import { maxLength, minLength, object, pipe, string } from 'valibot';

import type { Context } from '../context.ts';
import type { UserRow } from '../db/rows.ts';
import { insertUser } from '../db/users.ts';
import { tenancyEvent, userCreated } from '../events.ts';
import { hashPassword } from './passwords.ts';

export interface CreateUserInput {
  readonly signInName: string;
  readonly name: string;
  readonly password: string;
}

export interface UserCreated {
  readonly user: UserRow | null;
  readonly userErrors: UserError[];
}

const schema = object({
  signInName: nameInput,
  name: nameInput,
  password: pipe(
    string(),
    minLength(12, 'the password must have at least 12 characters'),
    maxLength(200, 'the password must have at most 200 characters'),
  ),
});

/** Adds a user. The password is never echoed in an error. */
export async function createUser(ctx: Context, input: CreateUserInput): Promise<UserCreated> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'users:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { user: null, userErrors: parsed.userErrors.map(withoutParams) };
  const { signInName, name, password } = parsed.value;
  const passwordHash = await hashPassword(password);
  const signInKey = signInName.toLowerCase();
  const user = { tenantId, userId: uuidv7(now), signInName, signInKey, name, passwordHash, epoch: 0, createdAt: now };
  return ctx.tenant.write(async (tx) => {
    if (!(await insertUser(tx, user))) {
      const taken = userError('signInName', 'NAME_TAKEN', `somebody signs in as ${JSON.stringify(signInName)} already`);
      return { user: null, userErrors: [taken] };
    }
    tx.publish(tenancyEvent(userCreated, tenantId, { userId: user.userId }));
    return { user, userErrors: [] };
  });
}

function withoutParams(error: UserError): UserError {
  return { ...error, params: [] };
}
