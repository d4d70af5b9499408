import type { TablePlace } from './tables.ts';
import { quoted } from './tables.ts';

/** Rows that belong to nobody and to everybody: where heads stand, how far readers are, what the installation does by itself. */
const COMMON = new Set(['heads', 'checkpoints', 'jobs']);
const SHARED = '00000000-0000-0000-0000-000000000000';

/** The condition, as SQL, under which a row of a table belongs into the backup of one tenant. */
export function tenantCondition({ schema, name, columns }: TablePlace, tenantId: string): string {
  const id = `'${tenantId}'`;
  if (schema === 'log' && name === 'entries') return `${quoted('subject_id')} = ${id}`;
  if (!columns.includes('tenant_id')) return 'true';
  return COMMON.has(name) ? `tenant_id in (${id}, '${SHARED}')` : `tenant_id = ${id}`;
}
