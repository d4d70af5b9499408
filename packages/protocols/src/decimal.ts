/** Each digit can be matched in one way only, so that a long text is refused as fast as it is read. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu;

/**
 * A finite number in decimal or scientific notation, blanks around it ignored; undefined for everything else.
 * `Number()` alone takes the empty text for 0 and reads hexadecimal and `Infinity`; `parseFloat` reads `60abc`.
 */
export function parseDecimal(text: string): number | undefined {
  const trimmed = text.trim();
  if (!DECIMAL.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}
