import { instant, type Actor } from '@trekker/kit';
import { bigint, boolean, integer, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';

import type { AuditValue } from '../domain/audit-content.ts';
import type { Role } from '../domain/roles.ts';
import type { SavedViewList } from '../domain/saved-view.ts';
import type { UnitKind } from '../domain/unit.ts';

const tenancy = pgSchema('tenancy');

export const tenants = tenancy.table('tenants', {
  tenantId: uuid('tenant_id').primaryKey(),
  slug: text().notNull(),
  name: text().notNull(),
  timeZone: text('time_zone').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const units = tenancy.table('units', {
  tenantId: uuid('tenant_id').notNull(),
  unitId: uuid('unit_id').notNull(),
  name: text().notNull(),
  kind: text().$type<UnitKind>().notNull(),
  parentId: uuid('parent_id'),
  path: uuid().array().notNull(),
  createdAt: instant('created_at').notNull(),
});

export const users = tenancy.table('users', {
  tenantId: uuid('tenant_id').notNull(),
  userId: uuid('user_id').notNull(),
  signInName: text('sign_in_name').notNull(),
  signInKey: text('sign_in_key').notNull(),
  name: text().notNull(),
  passwordHash: text('password_hash').notNull(),
  epoch: integer().notNull().default(0),
  createdAt: instant('created_at').notNull(),
  active: boolean().notNull().default(true),
  lastSignedInAt: instant('last_signed_in_at'),
  email: text(),
});

export const grants = tenancy.table('grants', {
  tenantId: uuid('tenant_id').notNull(),
  grantId: uuid('grant_id').notNull(),
  userId: uuid('user_id').notNull(),
  role: text().$type<Role>().notNull(),
  unitId: uuid('unit_id'),
  until: instant(),
  createdAt: instant('created_at').notNull(),
});

export const sessions = tenancy.table('sessions', {
  tenantId: uuid('tenant_id').notNull(),
  sessionId: uuid('session_id').notNull(),
  userId: uuid('user_id').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
});

export const ingestDoors = tenancy.table('ingest_doors', {
  tenantId: uuid('tenant_id').notNull(),
  doorId: uuid('door_id').notNull(),
  name: text().notNull(),
  tokenPrefix: text('token_prefix').notNull(),
  tokenName: text('token_name').notNull(),
  createdAt: instant('created_at').notNull(),
  closedAt: instant('closed_at'),
});

export const apiKeys = tenancy.table('api_keys', {
  tenantId: uuid('tenant_id').notNull(),
  keyId: uuid('key_id').notNull(),
  name: text().notNull(),
  tokenPrefix: text('token_prefix').notNull(),
  tokenName: text('token_name').notNull(),
  permissions: text().array().notNull(),
  unitId: uuid('unit_id'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at'),
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
});

export const invitations = tenancy.table('invitations', {
  tenantId: uuid('tenant_id').notNull(),
  invitationId: uuid('invitation_id').notNull(),
  signInName: text('sign_in_name').notNull(),
  signInKey: text('sign_in_key').notNull(),
  name: text().notNull(),
  role: text().$type<Role>().notNull(),
  unitId: uuid('unit_id'),
  invitedBy: uuid('invited_by'),
  tokenName: text('token_name').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

export const savedViews = tenancy.table('saved_views', {
  tenantId: uuid('tenant_id').notNull(),
  viewId: uuid('view_id').notNull(),
  userId: uuid('user_id').notNull(),
  list: text().$type<SavedViewList>().notNull(),
  name: text().notNull(),
  nameKey: text('name_key').notNull(),
  parameters: text().notNull(),
  shared: boolean().notNull(),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at').notNull(),
});

export const settings = tenancy.table('settings', {
  tenantId: uuid('tenant_id').notNull(),
  key: text().notNull(),
  value: text().notNull(),
});

export const settingChanges = tenancy.table('setting_changes', {
  tenantId: uuid('tenant_id').notNull(),
  changeId: uuid('change_id').notNull(),
  key: text().notNull(),
  changedAt: instant('changed_at').notNull(),
  actorKind: text('actor_kind').$type<Actor['kind']>().notNull(),
  actorId: text('actor_id').notNull(),
  before: text().notNull(),
  after: text().notNull(),
});

export const auditEntries = tenancy.table('audit_entries', {
  tenantId: uuid('tenant_id').notNull(),
  entryId: uuid('entry_id').notNull(),
  at: instant().notNull(),
  offset: bigint({ mode: 'number' }).notNull(),
  topic: text().notNull(),
  action: text().notNull(),
  actorKind: text('actor_kind').$type<Actor['kind']>().notNull(),
  actorId: text('actor_id').notNull(),
  subjects: jsonb().$type<AuditValue[]>().notNull(),
  details: jsonb().$type<AuditValue[]>().notNull(),
  reason: text(),
});

export const auditSubjects = tenancy.table('audit_subjects', {
  tenantId: uuid('tenant_id').notNull(),
  subjectId: text('subject_id').notNull(),
  entryId: uuid('entry_id').notNull(),
});
