import { isIPv6 } from 'node:net';

/** Counts open connections, all of them and by address. */
export interface ConnectionLimits {
  /** Takes a place for a connection from an address; false when there is none. */
  enter(address: string): boolean;
  leave(address: string): void;
}

/** @param most connections at once. @param mostPerAddress of one address. */
export function createConnectionLimits({
  most,
  mostPerAddress,
}: {
  most: number;
  mostPerAddress: number;
}): ConnectionLimits {
  const open = new Map<string, number>();
  let total = 0;
  return {
    enter(address) {
      const count = open.get(address) ?? 0;
      if (total >= most || count >= mostPerAddress) return false;
      total += 1;
      open.set(address, count + 1);
      return true;
    },
    leave(address) {
      total -= 1;
      const count = (open.get(address) ?? 1) - 1;
      if (count > 0) open.set(address, count);
      else open.delete(address);
    },
  };
}

/**
 * Whom a peer's address counts as: an IPv4 address itself, also where it is written as IPv6, and of IPv6 the first 64
 * bits, as one subscriber has all that follow.
 */
export function addressKey(address: string | undefined): string {
  if (address === undefined) return '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1] ?? '';
  return isIPv6(address) ? networkOf(address) : address;
}

function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - behind.length }, () => '0');
  return `${[...groups, ...zeros, ...behind].slice(0, 4).join(':')}::/64`;
}
