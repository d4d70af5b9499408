import type { Actor } from '@trekker/kit';

import type { SettingKey } from '../domain/settings/settings.ts';
import type { SettingType } from '../domain/settings/setting.ts';
import type {
  auditEntries,
  grants,
  ingestDoors,
  invitations,
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
export type IngestDoorRow = typeof ingestDoors.$inferSelect;
export type SettingChangeRow = typeof settingChanges.$inferSelect;
export type AuditEntryRow = typeof auditEntries.$inferSelect;
export type AuditActorRow = Actor;

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
