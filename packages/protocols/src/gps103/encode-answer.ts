import { wireBytes } from '../text/wire.ts';

/** What of a message asks for an answer: a login, digits alone, a cry for help. */
export type Gps103Call = 'login' | 'heartbeat' | 'help';

/** What a device is answered: `LOAD` to its login, `ON` to its heartbeat, the end of the alarm to its cry for help. */
export function encodeGps103Answer(call: Gps103Call, identifier: string): Uint8Array {
  switch (call) {
    case 'login':
      return wireBytes('LOAD');
    case 'heartbeat':
      return wireBytes('ON');
    case 'help':
      return wireBytes(`**,imei:${identifier},E;`);
  }
}
