import ipaddr from 'ipaddr.js';

import type { OptionType } from '../config/options.ts';

/** Where an operator lets requests go although it is no public place, or has no TLS. */
export interface AllowedTargets {
  /** Host names in lower case. */
  readonly hosts: readonly string[];
  /** Networks as `10.0.0.0/8`. */
  readonly networks: readonly string[];
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Host names and networks where requests may go although they are not public. */
export const allowedTargets: OptionType<AllowedTargets> = {
  describes: 'host names, addresses or networks as 10.0.0.0/8, separated by commas',
  parse(list) {
    const entries = list.split(',').flatMap((entry) => entry.trim().toLowerCase() || []);
    const networks = entries.filter(isNetwork);
    const hosts = entries.filter((entry) => !isNetwork(entry));
    const wrong = hosts.find((host) => !HOST_NAME.test(host) || /^[\d.]+$/.test(host));
    return wrong === undefined
      ? { value: { hosts, networks } }
      : { problem: `must hold host names, addresses or networks as 10.0.0.0/8, got ${JSON.stringify(wrong)}` };
  },
};

/** Public addresses behind which clouds answer their machines with credentials. */
const METADATA = new Set(['168.63.129.16']);
/** What is routed in the Internet (RFC 4291 §2.4): everything else is somebody's own, or leads back into IPv4. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/** Whether requests may go to an address: a public one, or one that an operator allows. */
export function isCallableAddress(address: string, { networks }: AllowedTargets): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address in IPv6 clothes is judged as what it is.
  const parsed = ipaddr.process(address);
  if (networks.some((network) => isWithin(parsed, network))) return true;
  if (METADATA.has(parsed.toString()) || parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST);
}

/** Whether an operator allows every address of a host. */
export function isAllowedHost(host: string, { hosts }: AllowedTargets): boolean {
  return hosts.includes(host.toLowerCase());
}

/** Whether a text is a network as an operator may write it; a single address counts as one. */
export function isNetwork(text: string): boolean {
  return ipaddr.isValidCIDR(text) || ipaddr.isValid(text);
}

/** Whether an address lies in one of the operator's networks. */
export function isAllowedAddress(address: string, { networks }: AllowedTargets): boolean {
  return ipaddr.isValid(address) && networks.some((network) => isWithin(ipaddr.process(address), network));
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  const [base, bits] = ipaddr.isValidCIDR(network)
    ? ipaddr.parseCIDR(network)
    : [ipaddr.process(network), ipaddr.process(network).kind() === 'ipv4' ? 32 : 128];
  if (address instanceof ipaddr.IPv4) return base instanceof ipaddr.IPv4 && address.match(base, bits);
  return base instanceof ipaddr.IPv6 && address.match(base, bits);
}
