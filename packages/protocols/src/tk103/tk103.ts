import type { DeviceProtocol } from '../device-protocol.ts';
import { decodeTk103 } from './decode-tk103.ts';
import { splitTk103 } from './split-frames.ts';

/**
 * TK103: Xexun and many others that write their messages in brackets. Speed in km/h, on some devices in knots or miles;
 * times in UTC.
 *
 * Source: "GPRS protocol" of Xexun, as kept by Traccar's Tk103ProtocolDecoder.
 */
export const tk103: DeviceProtocol = {
  name: 'tk103',
  port: 5002,
  transports: ['tcp', 'udp'],
  splitter: splitTk103,
  decodeFrame: decodeTk103,
};
