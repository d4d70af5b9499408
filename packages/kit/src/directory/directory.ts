import { createHash } from 'node:crypto';

import type { Tx, TxSql } from '../database/transaction.ts';

/** What a name of the directory stands for. */
export interface DirectoryEntry {
  /** The database the tenant lives in. */
  readonly placement: string;
  readonly tenantId: string;
  readonly entityId: string;
}

/** Looks a name up, inside `withDirectory`. Null when it stands for nothing or has expired. */
export async function resolveName(sql: TxSql, kind: string, name: string): Promise<DirectoryEntry | null> {
  const [row] = await sql<{ placement: string; tenant_id: string; entity_id: string }[]>`
    select placement, tenant_id, entity_id from directory.resolve(${kind}, ${name})`;
  return row ? { placement: row.placement, tenantId: row.tenant_id, entityId: row.entity_id } : null;
}

/** Looks several names of one kind up, inside `withDirectory`. What stands for nothing or has expired is absent. */
export async function resolveNames(
  sql: TxSql,
  kind: string,
  names: readonly string[],
): Promise<Map<string, DirectoryEntry>> {
  const rows = await sql<{ name: string; placement: string; tenant_id: string; entity_id: string }[]>`
    select w.name, r.placement, r.tenant_id, r.entity_id
    from unnest(${[...names]}::text[]) as w (name) cross join lateral directory.resolve(${kind}, w.name) r`;
  return new Map(
    rows.map((row) => [row.name, { placement: row.placement, tenantId: row.tenant_id, entityId: row.entity_id }]),
  );
}

/** Tenants of this placement, inside `withDirectory`. */
export async function listTenants(sql: TxSql): Promise<string[]> {
  const rows = await sql<{ tenant_id: string }[]>`select t as tenant_id from directory.tenants() as t`;
  return rows.map((row) => row.tenant_id);
}

/**
 * Takes a name for an entity of the transaction's tenant. False when somebody has it, whoever that is.
 * @param until Unix milliseconds at which the name is free again; absent: never.
 */
export async function claimName(
  tx: Tx,
  { kind, name, entityId, until }: { kind: string; name: string; entityId: string; until?: number },
): Promise<boolean> {
  const [row] = await tx.sql<{ claimed: boolean }[]>`
    select directory.claim(${kind}, ${name}, ${entityId}, ${until ?? null}::timestamptz) as claimed`;
  return row?.claimed ?? false;
}

/** Gives a name of the transaction's tenant back. False when it was not the tenant's, or has expired. */
export async function releaseName(tx: Tx, { kind, name }: { kind: string; name: string }): Promise<boolean> {
  const [row] = await tx.sql<{ released: boolean }[]>`select directory.release(${kind}, ${name}) as released`;
  return row?.released ?? false;
}

/**
 * The form in which a secret of high entropy (32 random bytes or more) is listed: nobody who reads the directory can
 * use it. Not for passwords.
 */
export function secretName(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
