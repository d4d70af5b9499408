import { degreesOfMinutes } from '../text/minutes.ts';
import { Unreadable } from '../unreadable.ts';

/** What the protocol calls the number and the letter of an axis. */
type Field = 'latitude' | 'longitude';

/**
 * Degrees of `ddmm.mmmm` and a letter. Some devices leave out the point (`22301234` is 22° 30.1234'), others write a
 * minus before degrees and minutes beside the letter (`-22-30.1234,S`), which then says the same once more.
 */
export function readCoordinate(field: Field, text = '', hemisphere = ''): number {
  const unsigned = text.replace(/^-(\d+)-(\d\d?)(?=\.)/u, (_, degrees: string, minutes: string) => {
    return degrees + minutes.padStart(2, '0');
  });
  const pointed = unsigned.replace(/^(\d{2,5})(\d{4})$/u, '$1.$2');
  const degrees = /^[NSEW]$/u.test(hemisphere) ? degreesOfMinutes(pointed, hemisphere) : undefined;
  if (degrees === undefined) throw new Unreadable(field, `${text},${hemisphere}`, 'ddmm.mmmm and N, S, E or W');
  return degrees;
}
