import { bytes, instant } from '@trekker/kit';
import { bigint, pgSchema, smallint, text, uuid } from 'drizzle-orm/pg-core';

import { END_REASONS } from '../domain/end-reason.ts';
import { IMAGE_TYPES } from '../domain/image/image-type.ts';
import { PERSON_KINDS } from '../domain/person-kind.ts';

const schema = pgSchema('trackers');

export const people = schema.table('people', {
  tenantId: uuid('tenant_id').notNull(),
  personId: uuid('person_id').notNull(),
  name: text().notNull(),
  unitId: uuid('unit_id'),
  kind: text({ enum: PERSON_KINDS }).notNull(),
  trade: text(),
  role: text(),
  createdAt: instant('created_at').notNull(),
  erasedAt: instant('erased_at'),
});

export const assets = schema.table('assets', {
  tenantId: uuid('tenant_id').notNull(),
  assetId: uuid('asset_id').notNull(),
  name: text().notNull(),
  unitId: uuid('unit_id'),
  category: text(),
  createdAt: instant('created_at').notNull(),
});

export const trackers = schema.table('trackers', {
  tenantId: uuid('tenant_id').notNull(),
  trackerId: uuid('tracker_id').notNull(),
  name: text().notNull(),
  unitId: uuid('unit_id'),
  createdAt: instant('created_at').notNull(),
});

export const identifiers = schema.table('identifiers', {
  tenantId: uuid('tenant_id').notNull(),
  identifier: text().notNull(),
  trackerId: uuid('tracker_id').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const assignments = schema.table('assignments', {
  tenantId: uuid('tenant_id').notNull(),
  assignmentId: uuid('assignment_id').notNull(),
  trackerId: uuid('tracker_id').notNull(),
  personId: uuid('person_id'),
  assetId: uuid('asset_id'),
  from: instant('valid_from').notNull(),
  to: instant('valid_to'),
  priority: smallint().notNull(),
});

export const trackerStatus = schema.table('tracker_status', {
  tenantId: uuid('tenant_id').notNull(),
  trackerId: uuid('tracker_id').notNull(),
  heardSince: instant('heard_since').notNull(),
  lastHeardAt: instant('last_heard_at').notNull(),
  recordedAt: instant('recorded_at'),
  dedupe: bytes(),
  connectionId: uuid('connection_id'),
  endedAt: instant('ended_at'),
  endReason: text('end_reason', { enum: END_REASONS }),
  protocol: text(),
  transport: text(),
  address: text(),
  liveHeardAt: instant('live_heard_at'),
  partition: smallint().notNull(),
  offset: bigint({ mode: 'number' }).notNull(),
});

export const connections = schema.table('connections', {
  tenantId: uuid('tenant_id').notNull(),
  trackerId: uuid('tracker_id').notNull(),
  connectionId: uuid('connection_id').notNull(),
  startedAt: instant('started_at').notNull(),
  endedAt: instant('ended_at'),
  endReason: text('end_reason', { enum: END_REASONS }),
  protocol: text().notNull(),
  transport: text().notNull(),
  address: text(),
  messages: bigint({ mode: 'number' }).notNull(),
  bytes: bigint({ mode: 'number' }).notNull(),
});

export const trackerZones = schema.table('tracker_zones', {
  tenantId: uuid('tenant_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  trackerId: uuid('tracker_id').notNull(),
  geofenceId: uuid('geofence_id').notNull(),
  from: instant('valid_from').notNull(),
});

export const images = schema.table('images', {
  tenantId: uuid('tenant_id').notNull(),
  imageId: uuid('image_id').notNull(),
  personId: uuid('person_id'),
  assetId: uuid('asset_id'),
  contentType: text('content_type', { enum: IMAGE_TYPES }).notNull(),
  widthPixels: smallint('width_pixels').notNull(),
  heightPixels: smallint('height_pixels').notNull(),
  content: bytes().notNull(),
  thumbnailType: text('thumbnail_type', { enum: IMAGE_TYPES }).notNull(),
  thumbnail: bytes().notNull(),
});
