import type { EventType, NewEntry } from '@trekker/kit';
import { array, nullable, number, object, picklist, string, type InferOutput } from 'valibot';

import { ROLES } from './domain/roles.ts';
import { UNIT_KINDS } from './domain/unit.ts';

/** One partition per tenant. Published by tenancy; trackers reads units, tenancy itself reads what takes rights away. */
export const TENANCY_TOPIC = 'tenancy';

const unit = object({
  unitId: string(),
  name: string(),
  kind: picklist(UNIT_KINDS),
  parentId: nullable(string()),
  path: array(string()),
});

export const tenantCreated = define('tenant-created', object({ slug: string(), name: string(), timeZone: string() }));
export const unitCreated = define('unit-created', unit);
export const userCreated = define('user-created', object({ userId: string() }));
export const roleGranted = define(
  'role-granted',
  object({ grantId: string(), userId: string(), role: picklist(ROLES), unitId: nullable(string()) }),
);
/** Rights of a user shrank: credentials with an epoch below this one no longer count. */
export const rightsShrank = define('rights-shrank', object({ userId: string(), epoch: number() }));
export const sessionEnded = define('session-ended', object({ sessionId: string() }));
export const doorOpened = define('door-opened', object({ doorId: string() }));
export const doorClosed = define('door-closed', object({ doorId: string() }));

/** An entry of this topic. */
export function tenancyEvent<E extends EventType<unknown>>(
  event: E,
  subject: string,
  payload: InferOutput<E['schema']>,
): NewEntry {
  return { topic: TENANCY_TOPIC, subject, type: event.type, version: event.version, payload };
}

function define<S extends EventType<unknown>['schema']>(type: string, schema: S) {
  return { type, version: 1, schema };
}
