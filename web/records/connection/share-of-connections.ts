import type { ConnectionStatus } from '../../__generated__/graphql.ts';

/** A time during which a connection was the same; times are Unix milliseconds, `to` null while it lasts. */
interface Period {
  readonly status: ConnectionStatus;
  readonly from: number;
  readonly to: number | null;
}

/** How long each status lasted within a stretch of time that may still go on, in milliseconds. */
export function shareOfConnections(
  periods: readonly Period[],
  { from, to, now }: { from: number; to: number; now: number },
): Record<ConnectionStatus, number> {
  const shares = { CONNECTED: 0, IDLE: 0, DISCONNECTED: 0 };
  for (const period of periods) {
    const end = Math.min(period.to ?? now, to, now);
    shares[period.status] += Math.max(0, end - Math.max(period.from, from));
  }
  return shares;
}
