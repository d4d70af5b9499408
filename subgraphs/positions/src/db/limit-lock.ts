import type { Tx } from '@trekker/kit';

/**
 * Lets one transaction of a tenant after the other count what there may only be so many of, until it ends: what is counted
 * behind it is still so when one more is inserted.
 * @param what names the limit, for example `feeds`.
 */
export async function lockLimit({ sql }: Pick<Tx, 'sql'>, tenantId: string, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`positions limit ${tenantId} ${what}`}, 0))`;
}
