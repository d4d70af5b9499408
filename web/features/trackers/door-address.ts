/** The address a phone reports to: the intake's address and the door's secret. */
export function doorAddress(deviceUrl: string, token: string): string {
  return `${deviceUrl}/i/${encodeURIComponent(token)}/`;
}

/** Whether an address leads to the machine itself only, so that a phone cannot use it. */
export function isOnlyThisMachine(address: string): boolean {
  const { hostname } = new URL(address);
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname.startsWith('127.') || hostname === '[::1]'
  );
}
