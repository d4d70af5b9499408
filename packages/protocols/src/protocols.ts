import type { DeviceProtocol } from './device-protocol.ts';

/** Every protocol that devices speak over connections of their own, by name. */
export const PROTOCOLS: readonly DeviceProtocol[] = [];
