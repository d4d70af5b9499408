import type { Tx } from '@trekker/kit';

import type { TrackImport } from '../domain/track-import.ts';

/** An import that was asked for with a key. */
export interface KeptImport {
  readonly fingerprint: string;
  readonly answer: TrackImport;
}

/** The import that a key was used for, or undefined. */
export async function importByKey(tx: Tx, idempotencyKey: string): Promise<KeptImport | undefined> {
  const [row] = await tx.sql<KeptImport[]>`
    select fingerprint, answer from positions.track_imports where idempotency_key = ${idempotencyKey}`;
  return row;
}

/** Keeps the answer of an import. Where two ran at once with one key, the first of them stays. */
export async function insertImport(
  tx: Tx,
  row: KeptImport & { tenantId: string; idempotencyKey: string; importedAt: number },
): Promise<void> {
  const { tenantId, idempotencyKey, fingerprint, answer, importedAt } = row;
  await tx.sql`
    insert into positions.track_imports (tenant_id, idempotency_key, fingerprint, answer, imported_at)
    values (${tenantId}, ${idempotencyKey}, ${fingerprint}, ${JSON.stringify(answer)}::jsonb, ${importedAt})
    on conflict do nothing`;
}
