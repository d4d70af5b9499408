import type { Attributes } from '../decoded.ts';
import { present } from '../present.ts';

const FLAG = /^[01]$/u;
const FIELDS = 6;

/**
 * What newer trackers of persons say in front of the positions of a regular report: behind name, cause and kind of
 * positioning whether they move and whether they are being charged, then the number of positions.
 */
export function readPersonal(before: readonly string[]): Attributes {
  if (before.length !== FIELDS) return {};
  const [, , , motion = '', charge = ''] = before;
  if (!FLAG.test(motion) || !FLAG.test(charge)) return {};
  return present({ motion: motion === '1', charge: charge === '1' });
}
