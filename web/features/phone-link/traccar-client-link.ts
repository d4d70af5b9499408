import { doorAddress, type Door } from './door-address.ts';

/**
 * What Traccar Client takes in by scanning: an address whose origin and path become its server, and whose parameters
 * become its settings (`ConfigurationService` of traccar/traccar-client). Intervals are whole seconds.
 */
export function traccarClientLink(door: Door, identifier: string): string {
  const link = new URL(doorAddress(door));
  link.search = new URLSearchParams({ id: identifier, ...SETTINGS }).toString();
  return link.href;
}

// `highest` would ignore both intervals. A distance would keep who stands still from reporting at all.
const SETTINGS = {
  accuracy: 'high',
  interval: '15',
  fastest_interval: '5',
  distance: '0',
  heartbeat: '60',
  buffer: 'true',
  stop_detection: 'true',
};
