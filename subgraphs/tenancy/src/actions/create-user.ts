import { nameInput, requireUnitPermission, userError, uuidv7, type UserError } from '@trekker/kit';
import { object } from 'valibot';

import type { Context } from '../context.ts';
import type { UserRow } from '../db/rows.ts';
import { insertUser } from '../db/users.ts';
import { passwordInput, parseSecretInput } from '../domain/password.ts';
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
  password: passwordInput,
});

/** Adds a user. The password is never echoed in an error. */
export async function createUser(ctx: Context, input: CreateUserInput): Promise<UserCreated> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'users:write', { unitId: null, now });
  const parsed = parseSecretInput(schema, input);
  if (!parsed.ok) return { user: null, userErrors: parsed.userErrors };
  const { signInName, name, password } = parsed.value;
  const passwordHash = await hashPassword(password);
  const user = newUser({ tenantId, signInName, name, passwordHash, now });
  return ctx.tenant.write(async (tx) => {
    if (!(await insertUser(tx, user))) {
      const taken = userError('signInName', 'NAME_TAKEN', `somebody signs in as ${JSON.stringify(signInName)} already`);
      return { user: null, userErrors: [taken] };
    }
    tx.publish(tenancyEvent(userCreated, tenantId, { userId: user.userId }));
    return { user, userErrors: [] };
  });
}

/** A user who may sign in and has not yet. */
export function newUser({
  now,
  ...own
}: Pick<UserRow, 'tenantId' | 'signInName' | 'name' | 'passwordHash'> & { now: number }): UserRow {
  const signInKey = own.signInName.toLowerCase();
  const unknown = { lastSignedInAt: null, email: null };
  return { ...own, ...unknown, signInKey, userId: uuidv7(now), epoch: 0, active: true, createdAt: now };
}
