import type { DeviceProtocol } from './device-protocol.ts';
import { h02 } from './h02/h02.ts';

/** Every protocol that devices speak over connections of their own, by name. */
export const PROTOCOLS: readonly DeviceProtocol[] = [h02];
