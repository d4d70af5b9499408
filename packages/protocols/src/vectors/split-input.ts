import type { DeviceProtocol } from '../device-protocol.ts';

/**
 * The frames of a recorded input. Some inputs were recorded behind another decoder's framing and lack the end of their
 * frame: where our splitter waits for more, the whole input is one frame.
 */
export function splitInput(protocol: DeviceProtocol, bytes: Uint8Array): Uint8Array[] {
  const splitter = protocol.splitter();
  const frames = splitter.push(bytes);
  return frames.length === 0 || splitter.waiting() > 0 ? [bytes] : frames;
}
