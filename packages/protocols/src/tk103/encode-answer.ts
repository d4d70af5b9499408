import { wireBytes } from '../text/wire.ts';
import type { Tk103Message } from './message.ts';

/** What a device is answered: `AP01HSO` to its handshake, `AP05` to its login; nothing to all else. */
export function encodeTk103Answer({
  identifier,
  command,
}: Pick<Tk103Message, 'identifier' | 'command'>): Uint8Array | null {
  switch (command) {
    case 'BP00':
      return wireBytes(`(${identifier}AP01HSO)`);
    case 'BP05':
      return wireBytes(`(${identifier}AP05)`);
    default:
      return null;
  }
}
