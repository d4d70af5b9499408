/** The checksum of NMEA 0183: the characters between `$` and `*` combined by exclusive or, two hexadecimal digits. */
export function nmeaChecksum(body: string): string {
  let sum = 0;
  for (const byte of new TextEncoder().encode(body)) sum ^= byte;
  return sum.toString(16).toUpperCase().padStart(2, '0');
}
