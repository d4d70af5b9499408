import type { Actor } from '@trekker/kit';

import type { SettingKey } from '../domain/settings/settings.ts';
import type { SettingType } from '../domain/settings/setting.ts';
import type { NotificationKind, Status } from '../domain/notifications/kinds.ts';
import type {
  deliveryAttempts,
  NotificationContent,
  notificationDeliveries,
  notificationPreferences,
  notificationRules,
  pushSubscriptions,
  webhookEndpoints,
} from './notification-tables.ts';
import type {
  apiKeys,
  auditEntries,
  grants,
  ingestDoors,
  invitations,
  savedViews,
  settingChanges,
  tenants,
  units,
  users,
} from './tables.ts';

/** What resolvers of each type are handed; codegen maps `XRow` to the type `X`. */
export type UnitRow = typeof units.$inferSelect;
export type UserRow = typeof users.$inferSelect;
export type GrantRow = typeof grants.$inferSelect;
export type InvitationRow = typeof invitations.$inferSelect;
export type ApiKeyRow = typeof apiKeys.$inferSelect;
export type IngestDoorRow = typeof ingestDoors.$inferSelect;
export type SavedViewRow = typeof savedViews.$inferSelect;
export type SettingChangeRow = typeof settingChanges.$inferSelect;
export type AuditEntryRow = typeof auditEntries.$inferSelect;
export type AuditActorRow = Actor;

export type NotificationRuleRow = typeof notificationRules.$inferSelect;
export type WebhookEndpointRow = typeof webhookEndpoints.$inferSelect;
export type NotificationDeliveryRow = typeof notificationDeliveries.$inferSelect;
export type DeliveryAttemptRow = typeof deliveryAttempts.$inferSelect;
export type PushSubscriptionRow = typeof pushSubscriptions.$inferSelect;
/** What a user said of being told. */
export type PreferencesRow = typeof notificationPreferences.$inferSelect;
/** The same of anybody; never said: with no instant. */
export type NotificationPreferencesRow = Omit<PreferencesRow, 'tenantId' | 'changedAt'> & {
  readonly changedAt: number | null;
};
/** A user as somebody who may be told. */
export type NotificationRecipientRow = UserRow;

/** What one user was told of. */
export interface NotificationRow {
  readonly notificationId: string;
  readonly eventId: string;
  readonly revision: number;
  readonly status: Status;
  readonly kind: NotificationKind;
  readonly at: number;
  readonly content: NotificationContent;
  readonly toldAt: number;
  readonly changedAt: number | null;
  readonly readAt: number | null;
  readonly ruleId: string | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: number | null;
}

/** A notification that came or changed, and where its stream continues. */
export interface NotificationReceivedRow {
  readonly cursor: string;
  readonly notification: NotificationRow;
}

/** A tenant with its settings as they are now. */
export interface TenantRow extends Omit<typeof tenants.$inferSelect, 'name' | 'timeZone'> {
  readonly name: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly brandColor: string | null;
  readonly brandLogo: string | null;
}

/** A setting with its value. */
export interface SettingRow {
  readonly key: SettingKey;
  readonly title: string;
  readonly description: string;
  readonly type: SettingType;
  readonly options: readonly string[] | null;
  readonly value: string;
  readonly default: string;
}
