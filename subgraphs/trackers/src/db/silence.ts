import type { Tx } from '@trekker/kit';

import type { SilenceLimits } from '../domain/connection-status.ts';

/** How long silence may last with the current tenant: what it has set, or else what the installation has. */
export async function silenceLimits(tx: Pick<Tx, 'sql'>, installed: SilenceLimits): Promise<SilenceLimits> {
  const rows = await tx.sql<{ key: string; value: string }[]>`
    select key, data->>'value' as value from trackers.replicas
    where replica = 'settings' and key in ('connectedWithinSeconds', 'idleWithinSeconds') and valid_to is null`;
  const millisecondsOf = (wanted: string, otherwise: number): number => {
    const value = rows.find(({ key }) => key === wanted)?.value ?? '';
    return value === '' ? otherwise : Number(value) * 1_000;
  };
  return {
    connectedWithinMs: millisecondsOf('connectedWithinSeconds', installed.connectedWithinMs),
    idleWithinMs: millisecondsOf('idleWithinSeconds', installed.idleWithinMs),
  };
}
