/** A number in the shortest digits that read back to the bit; the sign of a negative zero too. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
