import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import { isAllowedAddress, isAllowedHost, isCallableAddress, type AllowedTargets } from './allowed-targets.ts';
import { parseTargetUrl, type TargetUrl } from './target-url.ts';

/** A target and the addresses it may be reached at. */
export interface ResolvedTarget extends TargetUrl {
  /** All were checked, and one is there at least; nothing looks the name up again. */
  readonly addresses: readonly string[];
}

/** Every address of a host name; fails where there is none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const LOOKUP_MS = 4_000;

/** Asks the machine's resolver; fails after four seconds. */
export const resolveHost: Resolve = async (host) => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${host} was not resolved within ${LOOKUP_MS} ms`)), LOOKUP_MS);
  try {
    const found = await Promise.race([lookup(host, { all: true }), late]);
    return found.map(({ address }) => address);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * The addresses that a target may be reached at, or why it may not: a name counts only when every address behind it may
 * be reached, so that none is a way into a network of ours. What a name stands for is not told, as that may be known in
 * that network only.
 */
export async function resolveTarget(
  url: string,
  { allowed, resolve }: { allowed: AllowedTargets; resolve: Resolve },
): Promise<ResolvedTarget | { readonly problem: string }> {
  const target = parseTargetUrl(url);
  if ('problem' in target) return target;
  const { host, isHttps } = target;
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => []);
  if (!addresses.length) return { problem: `${host} could not be resolved` };
  const isAllowed = isAllowedHost(host, allowed) || addresses.every((each) => isAllowedAddress(each, allowed));
  if (isAllowed) return { ...target, addresses };
  if (!isHttps) return { problem: 'must begin with https://' };
  return addresses.every((each) => isCallableAddress(each, allowed))
    ? { ...target, addresses }
    : { problem: `${host} may not be called: it is not public` };
}
