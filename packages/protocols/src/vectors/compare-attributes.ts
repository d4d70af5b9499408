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

/**
 * Numbers agree within a millionth, also where one side has them as text, or 1 and 0 as true and false. Two texts must be
 * the same, but for the order of alarms. Null is absent.
 */
export function compareAttribute({ field, ours, theirs }: Difference): Difference[] {
  const isText = typeof ours === 'string' && typeof theirs === 'string';
  if (isText && field.endsWith('.alarm') && alarmsOf(ours) === alarmsOf(theirs)) return [];
  const [one, other] = [numberOf(ours), numberOf(theirs)];
  if (isText || one === undefined || other === undefined) {
    return differenceOf({ field, ours, theirs: theirs ?? undefined });
  }
  return Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(other)) ? [] : [{ field, ours, theirs }];
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') return parseDecimal(value);
  return typeof value === 'number' ? value : undefined;
}

/** Alarms in an order that does not depend on who wrote them, each once. */
function alarmsOf(value: string): string {
  return [...new Set(value.split(','))].toSorted().join();
}
