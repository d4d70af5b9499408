import { doorAddress, type Door } from './door-address.ts';

/**
 * What Traccar Client takes in by scanning: an address whose origin and path become its server, and whose parameters
 * become its settings (`ConfigurationService` of traccar/traccar-client). Intervals are whole seconds.
 */
export function traccarClientCode(door: Door, identifier: string): string {
  const code = new URL(doorAddress(door));
  code.search = new URLSearchParams({ id: identifier, ...SETTINGS }).toString();
  return code.href;
}

/** The same as a link to tap on the phone, which opens the app: there the server is one more parameter. */
export function traccarClientLink(door: Door, identifier: string): string {
  const settings = new URLSearchParams({ url: doorAddress(door), id: identifier, ...SETTINGS });
  return `org.traccar.client://config?${settings.toString()}`;
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
