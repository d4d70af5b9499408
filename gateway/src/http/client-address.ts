import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { OptionType } from '@trekker/kit';

/**
 * The address a request came from. `X-Forwarded-For` counts only where an operator said so and the peer is one of the
 * proxies; then its last entry, the one our own proxy added.
 */
export function clientAddress(
  request: IncomingMessage,
  { trustForwardedFor, proxies }: { trustForwardedFor: boolean; proxies: BlockList },
): string | undefined {
  const peer = request.socket.remoteAddress;
  if (!trustForwardedFor || peer === undefined || !holds(proxies, peer)) return peer;
  const forwarded = request.headers['x-forwarded-for'];
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)?.split(',').at(-1)?.trim();
  return last || peer;
}

/** Addresses and networks, separated by commas. */
export const networks: OptionType<BlockList> = {
  describes: 'addresses or networks as 10.0.0.0/8, separated by commas',
  parse(text) {
    const list = new BlockList();
    for (const entry of text.split(',').map((part) => part.trim())) {
      const [, address = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
      const version = isIP(address);
      const widest = version === 4 ? 32 : 128;
      const prefix = length === undefined ? widest : Number(length);
      if (!version || prefix > widest)
        return { problem: `must be networks like 10.0.0.0/8, got ${JSON.stringify(entry)}` };
      list.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6');
    }
    return { value: list };
  },
};

function holds(list: BlockList, address: string): boolean {
  // An IPv4 peer of a server that listens on IPv6.
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}
