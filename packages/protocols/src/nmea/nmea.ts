import type { DeviceProtocol } from '../device-protocol.ts';
import { decodeNmea, endNmea } from './decode-nmea.ts';
import { splitNmea } from './split-frames.ts';

/**
 * Sentences of NMEA 0183 as receivers and simple loggers stream them, behind a line that names the device. Speed in
 * knots, times in UTC. The port is the one registered for them (IANA, nmea-0183). Nothing is answered.
 */
export const nmea: DeviceProtocol = {
  name: 'nmea',
  port: 10_110,
  transports: ['tcp', 'udp'],
  splitter: splitNmea,
  decodeFrame: decodeNmea,
  endSession: endNmea,
};
