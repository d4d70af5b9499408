import { wireBytes } from '../text/wire.ts';
import type { Gl200Report } from './report.ts';

/**
 * What a device is answered: its running number, so that it forgets the report; to the report that keeps a connection
 * open its name and version as well. Whether a device waits for it is a setting of the device that no report tells; one
 * that does not wait passes it over, one that does would send the report again without it.
 */
export function encodeGl200Answer({ kind, type, version, count }: Gl200Report): Uint8Array | null {
  if (count === '') return null;
  return wireBytes(kind === 'ACK' && type === 'HBD' ? `+SACK:GTHBD,${version},${count}$` : `+SACK:${count}$`);
}
