import { wireBytes } from '../text/wire.ts';
import type { MeitrackFrame } from './envelope.ts';
import { writeMeitrack } from './write-frame.ts';

/**
 * What a device is answered, null where it expects nothing. Of positions in binary or from its memory it is told how many
 * arrived, so that it forgets them and goes on; its question whether somebody is there is answered with a fixed flag.
 *
 * @param positions how many were in the frame.
 */
export function encodeMeitrackAnswer(
  { command, identifier, flag }: MeitrackFrame,
  positions: number,
): Uint8Array | null {
  if (identifier === '') return null;
  const answer = (by: string, count: number) =>
    writeMeitrack({ head: '@@', flag: by, identifier, command, body: wireBytes(String(count)) });
  switch (command) {
    case 'AAC':
      return answer('z', 1);
    case 'AFF':
    case 'CCC':
    case 'CCE':
      return positions > 0 ? answer(flag, positions) : null;
    default:
      return null;
  }
}
