import type { DeviceProtocol } from '@trekker/protocols';

/**
 * The frames of a datagram. Where it ends without the end of its last frame, the rest is a frame of its own: a datagram
 * is never continued.
 */
export function cutDatagram(protocol: DeviceProtocol, datagram: Uint8Array): Uint8Array[] {
  const splitter = protocol.splitter();
  const frames = splitter.push(datagram);
  const left = splitter.waiting();
  return left ? [...frames, datagram.slice(datagram.length - left)] : frames;
}
