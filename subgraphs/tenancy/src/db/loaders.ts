import { loadMany, loadOne, type TenantAccess } from '@trekker/kit';
import type DataLoader from 'dataloader';

import { auditEntriesById } from './audit.ts';
import { grantsById, grantsByUser } from './grants.ts';
import { ingestDoorsById } from './ingest-doors.ts';
import { invitationsById } from './invitations.ts';
import { attemptsOf, deliveriesById } from './notifications/deliveries.ts';
import { endpointsById } from './notifications/endpoints.ts';
import { inboxByEvent, type Inbox } from './notifications/inbox.ts';
import { pushSubscriptionsById } from './notifications/push-subscriptions.ts';
import { rulesById } from './notifications/rules.ts';
import type {
  AuditEntryRow,
  DeliveryAttemptRow,
  GrantRow,
  IngestDoorRow,
  InvitationRow,
  NotificationDeliveryRow,
  NotificationRow,
  NotificationRuleRow,
  PushSubscriptionRow,
  TenantRow,
  UnitRow,
  UserRow,
  WebhookEndpointRow,
} from './rows.ts';
import { tenantsById } from './tenants.ts';
import { unitsById, unitsByParent } from './units.ts';
import { usersById } from './users.ts';

/** Loads by key, each key once per operation, all keys of a moment in one query. */
export interface Loaders {
  readonly tenant: DataLoader<string, TenantRow | null>;
  readonly unit: DataLoader<string, UnitRow | null>;
  readonly unitChildren: DataLoader<string, UnitRow[]>;
  readonly user: DataLoader<string, UserRow | null>;
  readonly userGrants: DataLoader<string, GrantRow[]>;
  readonly grant: DataLoader<string, GrantRow | null>;
  readonly ingestDoor: DataLoader<string, IngestDoorRow | null>;
  readonly invitation: DataLoader<string, InvitationRow | null>;
  readonly auditEntry: DataLoader<string, AuditEntryRow | null>;
  readonly notificationRule: DataLoader<string, NotificationRuleRow | null>;
  readonly webhookEndpoint: DataLoader<string, WebhookEndpointRow | null>;
  readonly pushSubscription: DataLoader<string, PushSubscriptionRow | null>;
  /** By the event that the viewer was told of. */
  readonly notificationOfEvent: DataLoader<string, NotificationRow | null>;
  readonly notificationDelivery: DataLoader<string, NotificationDeliveryRow | null>;
  readonly deliveryAttempts: DataLoader<string, DeliveryAttemptRow[]>;
}

/** Loaders of one operation. They see what the viewer's tenant holds. @param inbox of the viewer; null where there is none. */
export function createLoaders(tenant: TenantAccess, inbox: () => Inbox | null): Loaders {
  return {
    tenant: loadOne(tenant, tenantsById, (row) => row.tenantId),
    unit: loadOne(tenant, unitsById, (row) => row.unitId),
    unitChildren: loadMany(tenant, unitsByParent, (row) => row.parentId ?? ''),
    user: loadOne(tenant, usersById, (row) => row.userId),
    userGrants: loadMany(tenant, grantsByUser, (row) => row.userId),
    grant: loadOne(tenant, grantsById, (row) => row.grantId),
    ingestDoor: loadOne(tenant, ingestDoorsById, (row) => row.doorId),
    invitation: loadOne(tenant, invitationsById, (row) => row.invitationId),
    auditEntry: loadOne(tenant, auditEntriesById, (row) => row.entryId),
    notificationRule: loadOne(tenant, rulesById, (row) => row.ruleId),
    webhookEndpoint: loadOne(tenant, endpointsById, (row) => row.endpointId),
    pushSubscription: loadOne(tenant, pushSubscriptionsById, (row) => row.subscriptionId),
    notificationOfEvent: loadOne(
      tenant,
      async (tx, eventIds) => {
        const own = inbox();
        return own ? inboxByEvent(tx, own, eventIds) : [];
      },
      (row) => row.eventId,
    ),
    notificationDelivery: loadOne(tenant, deliveriesById, (row) => row.deliveryId),
    deliveryAttempts: loadMany(tenant, attemptsOf, (row) => row.deliveryId),
  };
}
