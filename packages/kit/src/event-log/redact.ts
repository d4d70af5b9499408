import type { Tx } from '../database/transaction.ts';

/** Which entries lose what. */
export interface Redaction {
  readonly topic: string;
  /** Field of the payload that names whom an entry is about. */
  readonly idField: string;
  readonly ids: readonly string[];
  /** What stands in place of fields that an entry has. Its event's schema must take it. */
  readonly replacement: Readonly<Record<string, unknown>>;
}

/**
 * Takes what must be forgotten out of entries of the transaction's tenant that have been told, for ever: whoever reads them
 * later, or derives from them anew, never learns of it. What was derived from them before is its service's to forget.
 */
export async function redactEntries(tx: Tx, { topic, idField, ids, replacement }: Redaction): Promise<void> {
  await tx.sql`
    select log.redact(${topic}, ${idField}, ${[...ids]}::text[], ${JSON.stringify(replacement)}::text::jsonb)`;
}
