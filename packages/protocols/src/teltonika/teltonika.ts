import { splitterOf } from '../bytes/frame-splitter.ts';
import type { DeviceProtocol } from '../device-protocol.ts';
import { withoutWeekRollover } from '../week-rollover.ts';
import { decodeFrame } from './decode-frame.ts';
import { TELTONIKA_FRAMES } from './cut-frame.ts';

/**
 * Trackers of Teltonika: codec 7, 8, 8 Extended and 16 for records of positions, codec 12 to 15 for answers to commands,
 * over TCP with a login by IMEI or over UDP with the IMEI in every datagram. A device keeps a record until its packet was
 * answered with the number of records in it.
 *
 * Source: the vendor's documentation of its codecs.
 */
export const teltonika: DeviceProtocol = {
  name: 'teltonika',
  port: 5027,
  transports: ['tcp', 'udp'],
  splitter: () => splitterOf(TELTONIKA_FRAMES),
  decodeFrame(frame, session, { receivedAt }) {
    const decoded = decodeFrame(frame, session);
    return { ...decoded, messages: decoded.messages.map((message) => withoutWeekRollover(message, receivedAt)) };
  },
};
