import type { TxSql } from '@trekker/kit';

/** A device that reported and was nobody's. */
export interface DeviceAttempt {
  /** What it calls itself. */
  readonly identifier: string;
  readonly protocol: string;
  /** From where it came last. */
  readonly remoteAddress: string;
  /** Unix milliseconds by our clock. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** How often it was noted; it may have tried more often. */
  readonly count: number;
}

/** Notes that a device tried, together with what was noted of it before. */
export async function upsertAttempt(
  sql: TxSql,
  {
    identifier,
    protocol,
    remoteAddress,
    at,
  }: { at: number } & Pick<DeviceAttempt, 'identifier' | 'protocol' | 'remoteAddress'>,
): Promise<void> {
  await sql`
    insert into positions.device_attempts as a (identifier, protocol, remote_address, first_at, last_at, count)
    values (${identifier}, ${protocol}, ${remoteAddress}, ${at}, ${at}, 1)
    on conflict (tenant_id, identifier, protocol) do update set
      remote_address = excluded.remote_address, last_at = greatest(a.last_at, excluded.last_at), count = a.count + 1`;
}

/** Forgets all but the newest attempts. */
export async function keepNewestAttempts(sql: TxSql, kept: number): Promise<void> {
  await sql`
    delete from positions.device_attempts a
    where a.last_at < (select b.last_at from positions.device_attempts b order by b.last_at desc offset ${kept - 1} limit 1)`;
}

/** The newest attempts, newest first. */
export async function newestAttempts(sql: TxSql, most: number): Promise<DeviceAttempt[]> {
  return sql<DeviceAttempt[]>`
    select identifier, protocol, remote_address as "remoteAddress", first_at as "firstAt", last_at as "lastAt", count
    from positions.device_attempts order by last_at desc, identifier limit ${most}`;
}

/**
 * Whether a device that is nobody's reported since an instant; asked by the tenant that claims it now, so what is known of
 * its attempts is struck off.
 */
export async function takeAttempts(sql: TxSql, identifier: string, since: number): Promise<boolean> {
  const [row] = await sql<{ taken: boolean }[]>`
    select positions.take_device_attempts(${identifier}, ${since}::timestamptz) as taken`;
  return row?.taken ?? false;
}
