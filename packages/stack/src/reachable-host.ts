/** The host of a URL at which this machine reaches what listens on an address; one that listens on all is reached at loopback. */
export function reachableHost(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  return address.includes(':') ? `[${address}]` : address;
}
