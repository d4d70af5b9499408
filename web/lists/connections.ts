import type { ConnectionStatus } from '../__generated__/graphql.ts';

/** Every connection status, the best first. */
export const CONNECTIONS: readonly ConnectionStatus[] = ['CONNECTED', 'IDLE', 'DISCONNECTED'];

/** The best status of some trackers, or null when there are none: it speaks for whoever carries them. */
export function bestConnection(
  trackers: readonly { readonly connection: ConnectionStatus }[],
): ConnectionStatus | null {
  return CONNECTIONS.find((status) => trackers.some(({ connection }) => connection === status)) ?? null;
}
