import type { DeviceProtocol } from '../device-protocol.ts';
import { decodeGl200 } from './decode-gl200.ts';
import { splitGl200 } from './split-frames.ts';

/**
 * The text protocol of Queclink trackers, GL200 and its many relatives: `+RESP:GTFRI,…$`, `+BUFF:` for what was kept while
 * there was no connection, `+ACK:` for answers to commands. The binary form of the same reports is not read.
 *
 * Source: the vendor's "@Track" documents of several models.
 */
export const gl200: DeviceProtocol = {
  name: 'gl200',
  port: 5004,
  transports: ['tcp', 'udp'],
  splitter: splitGl200,
  decodeFrame: decodeGl200,
};
