import type { DeviceProtocol } from './device-protocol.ts';
import { gps103 } from './gps103/gps103.ts';
import { gt06 } from './gt06/gt06.ts';
import { h02 } from './h02/h02.ts';
import { meitrack } from './meitrack/meitrack.ts';
import { nmea } from './nmea/nmea.ts';
import { tk103 } from './tk103/tk103.ts';
import { gl200 } from './gl200/gl200.ts';
import { teltonika } from './teltonika/teltonika.ts';

/** Every protocol that devices speak over connections of their own, by name. */
export const PROTOCOLS: readonly DeviceProtocol[] = [gt06, gl200, gps103, h02, meitrack, nmea, teltonika, tk103];
