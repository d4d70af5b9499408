import { instant } from '@trekker/kit';
import { bigint, doublePrecision, integer, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';

import type { GeofenceKind, PlaceKind } from '../domain/geofence/kinds.ts';
import type { PresenceRules } from '../domain/geofence/rules.ts';

const schema = pgSchema('geofences');

/** Presence, visits and people's visits are read and written by hand-made SQL beside this. */
export const places = schema.table('places', {
  tenantId: uuid('tenant_id').notNull(),
  placeId: uuid('place_id').notNull(),
  name: text().notNull(),
  kind: text().$type<PlaceKind>().notNull(),
  parentId: uuid('parent_id'),
  path: uuid().array().notNull(),
  timeZone: text('time_zone'),
  createdAt: instant('created_at').notNull(),
});

export const placePlans = schema.table('place_plans', {
  tenantId: uuid('tenant_id').notNull(),
  placeId: uuid('place_id').notNull(),
  plan: text().notNull(),
});

export const geofences = schema.table('geofences', {
  tenantId: uuid('tenant_id').notNull(),
  geofenceId: uuid('geofence_id').notNull(),
  name: text().notNull(),
  kind: text().$type<GeofenceKind>().notNull(),
  placeId: uuid('place_id'),
  createdAt: instant('created_at').notNull(),
  archivedAt: instant('archived_at'),
});

export const geofenceVersions = schema.table('geofence_versions', {
  tenantId: uuid('tenant_id').notNull(),
  geofenceId: uuid('geofence_id').notNull(),
  number: integer().notNull(),
  edit: bigint({ mode: 'number' }).notNull(),
  validFrom: instant('valid_from').notNull(),
  shape: text().$type<'BOUNDARY' | 'CIRCLE' | 'CORRIDOR' | 'NONE'>().notNull(),
  boundary: text(),
  latitude: doublePrecision(),
  longitude: doublePrecision(),
  radiusMeters: doublePrecision('radius_meters'),
  line: text(),
  widthMeters: doublePrecision('width_meters'),
  reason: text(),
  rules: jsonb().$type<PresenceRules>().notNull(),
});
