import { instant } from '@trekker/kit';
import type { Decoded } from '@trekker/protocols';
import { jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';

import type { QuarantineReason } from '../domain/quarantine-reason.ts';
import type { ReadWith } from '../domain/received-message.ts';

const positions = pgSchema('positions');

/** History, staging and the newest positions are written by hand-made SQL beside this; see `history.ts`, `latest.ts`. */
export const quarantine = positions.table('quarantine', {
  tenantId: uuid('tenant_id').notNull(),
  fixId: uuid('fix_id').notNull(),
  reason: text().$type<QuarantineReason>().notNull(),
  message: text().notNull(),
  identifier: text().notNull(),
  trackerId: uuid('tracker_id'),
  transport: text().notNull(),
  decoded: jsonb().$type<Decoded>().notNull(),
  raw: text().notNull(),
  receivedAt: instant('received_at').notNull(),
  readWith: jsonb('read_with').$type<ReadWith>(),
});
