import type { EventType, NewEntry } from '@trekker/kit';
import { array, nullable, number, object, picklist, pick, string, type InferOutput } from 'valibot';

import { ROLES } from './domain/roles.ts';
import { UNIT_KINDS } from './domain/unit.ts';

/**
 * One partition per tenant. Published by tenancy; trackers reads units, timesheets the tenant's time zone, tenancy itself
 * what takes rights away and, for its audit, everything. Names of people stay in this service's tables.
 */
export const TENANCY_TOPIC = 'tenancy';

const unit = object({
  unitId: string(),
  name: string(),
  kind: picklist(UNIT_KINDS),
  parentId: nullable(string()),
  path: array(string()),
});

export const tenantCreated = define('tenant-created', object({ slug: string(), name: string(), timeZone: string() }));
/** The settings that have another value now, a default included; an image as `sha256:` and its hash. */
export const settingsChanged = define(
  'settings-changed',
  object({ changes: array(object({ key: string(), value: string() })) }),
);

export const unitCreated = define('unit-created', unit);
export const unitChanged = define('unit-changed', pick(unit, ['unitId', 'name', 'kind']));
/** `units` lists the unit and all below it with their new paths. */
export const unitMoved = define(
  'unit-moved',
  object({ unitId: string(), parentId: nullable(string()), units: array(pick(unit, ['unitId', 'path'])) }),
);

const user = object({ userId: string() });
export const userCreated = define('user-created', user);
export const userActivated = define('user-activated', user);
export const userDeactivated = define('user-deactivated', user);
export const passwordChanged = define('password-changed', user);

const grant = object({ grantId: string(), userId: string(), role: picklist(ROLES), unitId: nullable(string()) });
export const roleGranted = define('role-granted', grant);
export const grantRevoked = define('grant-revoked', grant);

export const invitationMade = define(
  'invitation-made',
  object({ invitationId: string(), role: picklist(ROLES), unitId: nullable(string()), expiresAt: number() }),
);
export const invitationAccepted = define('invitation-accepted', object({ invitationId: string(), userId: string() }));
export const invitationRevoked = define('invitation-revoked', object({ invitationId: string() }));

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
