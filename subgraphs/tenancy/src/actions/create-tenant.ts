import { claimName, TrekkerError, uuidv7, type Actor, type Clock, type Database } from '@trekker/kit';

import { insertGrant } from '../db/grants.ts';
import { insertTenant } from '../db/tenants.ts';
import { insertUser } from '../db/users.ts';
import { tenancyEvent, tenantCreated, userCreated } from '../events.ts';
import { newUser } from './create-user.ts';
import { hashPassword } from './passwords.ts';

/** A tenant and the administrator it starts with. */
export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  /** IANA time zone. */
  readonly timeZone: string;
  readonly administrator: { readonly signInName: string; readonly name: string; readonly password: string };
}

/** Who runs the installation, whoever that is: nobody signs in as them. */
const OPERATOR: Actor = { kind: 'operator', id: 'installation' };

/** Adds a tenant. An operator's act: no viewer of any tenant reaches it. Fails with CONFLICT when the slug is taken. */
export async function createTenant(
  { database, clock }: { database: Database; clock: Clock },
  { slug, name, timeZone, administrator }: NewTenant,
): Promise<{ tenantId: string; administratorId: string }> {
  const now = clock.now();
  const tenantId = uuidv7(now);
  const { password, ...named } = administrator;
  const user = newUser({ ...named, tenantId, passwordHash: await hashPassword(password), now });
  const { userId } = user;
  await database.withTenant(tenantId, async (tx) => {
    if (!(await claimName(tx, { kind: 'tenant', name: slug, entityId: tenantId }))) {
      throw new TrekkerError('CONFLICT', `the tenant name ${JSON.stringify(slug)} is taken`, { details: { slug } });
    }
    await insertTenant(tx, { tenantId, slug, name, timeZone, createdAt: now });
    await insertUser(tx, user);
    await insertGrant(tx, {
      tenantId,
      grantId: uuidv7(now),
      userId,
      role: 'ADMINISTRATOR',
      unitId: null,
      until: null,
      createdAt: now,
    });
    const actor = OPERATOR;
    tx.publish({ ...tenancyEvent(tenantCreated, tenantId, { slug, name, timeZone }), actor });
    tx.publish({ ...tenancyEvent(userCreated, tenantId, { userId }), actor });
  });
  return { tenantId, administratorId: userId };
}
