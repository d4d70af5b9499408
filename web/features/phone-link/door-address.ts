/** A way into the intake: where it listens, and the secret of one of the tenant's doors. */
export interface Door {
  /** Scheme, host and port of the intake, without a final slash. */
  readonly deviceUrl: string;
  readonly token: string;
}

/** The address a phone reports to: the intake's address and the door's secret. */
export function doorAddress({ deviceUrl, token }: Door): string {
  return `${deviceUrl}/i/${encodeURIComponent(token)}/`;
}

/** The secret in what somebody kept of a door: its address, or the secret alone; null for anything else. */
export function tokenIn(kept: string): string | null {
  const text = kept.trim();
  const [, inAddress] = /\/i\/([^/?#\s]+)/.exec(text) ?? [];
  if (inAddress) return decoded(inAddress);
  return /^[\w-]{16,}$/.test(text) ? text : null;
}

/** What a part of an address stands for, or null where its percent signs stand for nothing. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Whether an address leads to the machine itself only, so that a phone cannot use it. */
export function isOnlyThisMachine(address: string): boolean {
  const { hostname } = new URL(address);
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname.startsWith('127.') || hostname === '[::1]'
  );
}
