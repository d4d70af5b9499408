import type { DeviceProtocol } from './device-protocol.ts';
import { gps103 } from './gps103/gps103.ts';
import { h02 } from './h02/h02.ts';
import { teltonika } from './teltonika/teltonika.ts';

/** Every protocol that devices speak over connections of their own, by name. */
export const PROTOCOLS: readonly DeviceProtocol[] = [gps103, h02, teltonika];
