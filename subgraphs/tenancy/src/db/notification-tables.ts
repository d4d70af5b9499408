import { instant } from '@trekker/kit';
import { boolean, integer, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';

import type { Facts } from '../domain/notifications/happening.ts';
import type {
  Channel,
  DeliveryState,
  EventKind,
  GeofenceKind,
  NotificationKind,
  Outcome,
  Status,
} from '../domain/notifications/kinds.ts';
import type { Message } from '../domain/notifications/message.ts';
import type { LeftOut } from '../domain/notifications/preferences.ts';
import type { QuietHours } from '../domain/notifications/quiet-hours.ts';
import type { Language } from '../domain/notifications/sentence.ts';

const tenancy = pgSchema('tenancy');

export const notificationRules = tenancy.table('notification_rules', {
  tenantId: uuid('tenant_id').notNull(),
  ruleId: uuid('rule_id').notNull(),
  name: text().notNull(),
  enabled: boolean().notNull(),
  kinds: text().array().$type<EventKind[]>().notNull(),
  geofenceKinds: text('geofence_kinds').array().$type<GeofenceKind[]>().notNull(),
  geofenceIds: text('geofence_ids').array().notNull(),
  placeIds: text('place_ids').array().notNull(),
  personIds: text('person_ids').array().notNull(),
  assetIds: text('asset_ids').array().notNull(),
  unitIds: text('unit_ids').array().notNull(),
  lateAfterMinutes: integer('late_after_minutes').notNull(),
  throttleSeconds: integer('throttle_seconds'),
  quietHours: jsonb('quiet_hours').$type<QuietHours>(),
  userIds: text('user_ids').array().notNull(),
  emailUserIds: text('email_user_ids').array().notNull(),
  emailAddresses: text('email_addresses').array().notNull(),
  endpointIds: text('endpoint_ids').array().notNull(),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at').notNull(),
});

export const webhookEndpoints = tenancy.table('webhook_endpoints', {
  tenantId: uuid('tenant_id').notNull(),
  endpointId: uuid('endpoint_id').notNull(),
  url: text().notNull(),
  description: text().notNull(),
  enabled: boolean().notNull(),
  disabledReason: text('disabled_reason').$type<'GONE' | 'FAILING'>(),
  secretGeneration: integer('secret_generation').notNull(),
  previousUntil: instant('previous_until'),
  failingSince: instant('failing_since'),
  failures: integer().notNull().default(0),
  pausedUntil: instant('paused_until'),
  createdAt: instant('created_at').notNull(),
});

export const notifications = tenancy.table('notifications', {
  tenantId: uuid('tenant_id').notNull(),
  notificationId: uuid('notification_id').notNull(),
  eventId: text('event_id').notNull(),
  revision: integer().notNull(),
  status: text().$type<Status>().notNull(),
  kind: text().$type<NotificationKind>().notNull(),
  at: instant().notNull(),
  content: jsonb().$type<NotificationContent>().notNull(),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at'),
  acknowledgedBy: uuid('acknowledged_by'),
  acknowledgedAt: instant('acknowledged_at'),
});

/** What is believed of an event, and the names that places and zones had when it was told. */
export interface NotificationContent {
  readonly facts: Facts;
  readonly geofenceName: string | null;
  readonly placeName: string | null;
}

export const notificationMatches = tenancy.table('notification_matches', {
  tenantId: uuid('tenant_id').notNull(),
  ruleId: uuid('rule_id').notNull(),
  notificationId: uuid('notification_id').notNull(),
  revision: integer().notNull(),
  outcome: text().$type<Outcome>().notNull(),
  subject: text().notNull(),
  matchedAt: instant('matched_at').notNull(),
});

export const notificationDeliveries = tenancy.table('notification_deliveries', {
  tenantId: uuid('tenant_id').notNull(),
  deliveryId: uuid('delivery_id').notNull(),
  notificationId: uuid('notification_id').notNull(),
  ruleId: uuid('rule_id'),
  channel: text().$type<Channel>().notNull(),
  target: text().notNull(),
  userId: uuid('user_id'),
  revision: integer().notNull(),
  status: text().$type<Status>().notNull(),
  message: jsonb().$type<Message>().notNull(),
  state: text().$type<DeliveryState>().notNull(),
  turn: integer().notNull().default(0),
  tries: integer().notNull().default(0),
  attempts: integer().notNull().default(0),
  createdAt: instant('created_at').notNull(),
  roundStartedAt: instant('round_started_at').notNull(),
  nextAttemptAt: instant('next_attempt_at'),
  settledAt: instant('settled_at'),
  lastStatus: integer('last_status'),
  lastError: text('last_error'),
});

export const deliveryAttempts = tenancy.table('delivery_attempts', {
  tenantId: uuid('tenant_id').notNull(),
  deliveryId: uuid('delivery_id').notNull(),
  number: integer().notNull(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
  statusCode: integer('status_code'),
  error: text(),
  response: text(),
});

export const pushSubscriptions = tenancy.table('push_subscriptions', {
  tenantId: uuid('tenant_id').notNull(),
  subscriptionId: uuid('subscription_id').notNull(),
  userId: uuid('user_id').notNull(),
  sessionId: uuid('session_id'),
  endpoint: text().notNull(),
  p256dh: text().notNull(),
  auth: text().notNull(),
  serverKey: text('server_key').notNull(),
  label: text().notNull(),
  language: text().$type<Language>().notNull(),
  createdAt: instant('created_at').notNull(),
  lastSuccessAt: instant('last_success_at'),
});

export const notificationPreferences = tenancy.table('notification_preferences', {
  tenantId: uuid('tenant_id').notNull(),
  userId: uuid('user_id').notNull(),
  leftOut: jsonb('left_out').$type<readonly LeftOut[]>().notNull(),
  quietHours: jsonb('quiet_hours').$type<QuietHours>(),
  changedAt: instant('changed_at').notNull(),
});
