import type { DeviceProtocol } from '../device-protocol.ts';
import { decodeGps103 } from './decode-gps103.ts';
import { splitGps103 } from './split-frames.ts';

/**
 * GPS103: Coban GPS103, TK103 and their clones, with or without OBD. Texts that end with `;`. Speed in knots. The date
 * is that of the wall clock of the device, the time of day beside it UTC.
 *
 * Source: "GPRS protocol" of Coban, as kept by Traccar's Gps103ProtocolDecoder.
 */
export const gps103: DeviceProtocol = {
  name: 'gps103',
  port: 5001,
  transports: ['tcp', 'udp'],
  splitter: splitGps103,
  decodeFrame: decodeGps103,
};
