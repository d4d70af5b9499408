import type { Tx } from '@trekker/kit';

/** What the packed days of the current tenant hold. */
export interface PackedStorage {
  readonly trackerDays: number;
  readonly positionCount: number;
  readonly byteCount: number;
  /** `YYYY-MM-DD`, or null where none is packed. */
  readonly since: string | null;
}

/** Adds up the packed days of the current tenant. The lengths of what is packed are known without reading it. */
export async function packedStorage({ sql }: Tx): Promise<PackedStorage> {
  const [row] = await sql<{ days: number; positions: number; bytes: number; since: string | null }[]>`
    select count(*)::float8 as days, coalesce(sum(count), 0)::float8 as positions,
      coalesce(sum(octet_length(path) + octet_length(details)), 0)::float8 as bytes,
      to_char(min(day), 'YYYY-MM-DD') as since
    from positions.packed_days`;
  if (!row) throw new Error('an aggregate gave no row');
  return { trackerDays: row.days, positionCount: row.positions, byteCount: row.bytes, since: row.since };
}
