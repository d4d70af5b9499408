import type { DeviceProtocol } from '../device-protocol.ts';
import { decodeMeitrack } from './decode-meitrack.ts';
import { splitMeitrack } from './split-frames.ts';

/**
 * Trackers of Meitrack: `$$<flag><length>,<identifier>,<command>,…*<checksum>`, the contents text (AAA and its relatives)
 * or binary (CCC, CCE), several positions in one frame. What a device kept while it had no connection it forgets once it
 * is told how much of it arrived.
 *
 * Source: the vendor's "GPRS Protocol" documents of several models.
 */
export const meitrack: DeviceProtocol = {
  name: 'meitrack',
  port: 5020,
  transports: ['tcp', 'udp'],
  splitter: splitMeitrack,
  decodeFrame: decodeMeitrack,
};
