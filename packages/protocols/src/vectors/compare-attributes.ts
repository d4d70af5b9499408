import { parseDecimal } from '../decimal.ts';
import { counterpartOf, type Reported } from './attribute-counterparts.ts';
import { type Difference, differenceOf } from './difference.ts';
import type { TheirPosition } from './vector.ts';

/** Every attribute of theirs that has a counterpart here and another value, or none. */
export function compareAttributes(ours: Reported, { attributes }: TheirPosition, protocol: string): Difference[] {
  return Object.entries(attributes).flatMap(([name, theirs]) => {
    const counterpart = counterpartOf(protocol, name);
    return counterpart ? compareAttribute({ field: `attributes.${name}`, ours: counterpart(ours), theirs }) : [];
  });
}

/** A number is right within a millionth, also as text, and 1 and 0 as true and false; alarms in any order; null is absent. */
export function compareAttribute({ field, ours, theirs }: Difference): Difference[] {
  if (typeof theirs === 'number') {
    return differenceOf({ field, ours: numberOf(ours), theirs }, 1e-6 * Math.max(1, Math.abs(theirs)));
  }
  if (field.endsWith('.alarm') && alarmsOf(ours) === alarmsOf(theirs)) return [];
  return differenceOf({ field, ours, theirs: theirs ?? undefined });
}

function numberOf(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' ? (parseDecimal(value) ?? value) : value;
}

/** Alarms in an order that does not depend on who wrote them, each once. */
function alarmsOf(value: unknown): string {
  return [...new Set(String(value).split(','))].toSorted().join();
}
