import { parseDecimal } from '../decimal.ts';
import type { Decoded } from '../decoded.ts';
import { counterpartOf, type Reported } from './attribute-counterparts.ts';
import { type Difference, differenceOf } from './difference.ts';
import type { TheirPosition, Vector } from './vector.ts';

/** Every attribute of theirs that has a counterpart here and another value, or none. */
export function compareAttributes(ours: Reported, { attributes }: TheirPosition, protocol: string): Difference[] {
  return Object.entries(attributes).flatMap(([name, theirs]) => {
    const counterpart = counterpartOf(protocol, name);
    return counterpart ? compareAttribute({ field: `attributes.${name}`, ours: counterpart(ours), theirs }) : [];
  });
}

/** What a test states of attributes must be true of some message, and must have a counterpart. */
export function compareStated({ protocol, stated }: Vector, messages: readonly Decoded[]): Difference[] {
  const reported = messages.flatMap(reportedBy);
  return Object.entries(stated.attributes ?? {}).flatMap(([name, theirs]) => {
    const field = `stated.${name}`;
    const counterpart = counterpartOf(protocol, name);
    if (!counterpart) return [{ field, ours: 'no counterpart', theirs }];
    const found = reported.map((message) => compareAttribute({ field, ours: counterpart(message), theirs }));
    return found.some((differences) => differences.length === 0) ? [] : (found[0] ?? [{ field, ours: null, theirs }]);
  });
}

function reportedBy(message: Decoded): Reported[] {
  if (message.kind === 'fix') return [message.fix];
  return message.kind === 'heartbeat' ? [message] : [];
}

/** A number is right within a millionth, also as text, and 1 and 0 as true and false; alarms in any order; null is absent. */
function compareAttribute({ field, ours, theirs }: Difference): Difference[] {
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
