import type { DeviceProtocol } from '../device-protocol.ts';
import { decodeH02 } from './decode-h02.ts';
import { splitH02 } from './split-frames.ts';

/**
 * H02: Sinotrack ST-901 and ST-906, many watches and car trackers of the same family. Texts between `*` and `#`, and
 * binary messages of decimal digits in half bytes. Speed in knots, times in UTC; the bits of the status are inverted.
 *
 * Source: "GPRS communication protocol" of the makers, as kept by Traccar's H02ProtocolDecoder.
 */
export const h02: DeviceProtocol = {
  name: 'h02',
  port: 5013,
  transports: ['tcp', 'udp'],
  splitter: splitH02,
  decodeFrame: decodeH02,
};
