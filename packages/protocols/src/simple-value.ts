import type { AttributeValue } from './decoded.ts';

const EXACT_NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/u;

/** A number, a truth value, or else text. What a number would spoil stays text: badge 0071, the 19 digits of a SIM. */
export function simpleValueOf(text: string): AttributeValue {
  if (text === 'true') return true;
  if (text === 'false') return false;
  return EXACT_NUMBER.test(text) ? Number(text) : text;
}
