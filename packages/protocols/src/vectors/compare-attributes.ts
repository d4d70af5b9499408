import { parseDecimal } from '../decimal.ts';
import type { Attributes, Decoded } from '../decoded.ts';
import { counterpartOf } from './attribute-counterparts.ts';
import { type Difference, differenceOf } from './difference.ts';
import type { TheirPosition, Vector } from './vector.ts';

/** What of a message holds its attributes. */
interface Reported {
  readonly batteryPercent?: number;
  readonly attributes: Attributes;
}

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

/** A number is also right as text, 1 and 0 as true and false, and in other units within a millionth. */
function compareAttribute({ field, ours, theirs }: Difference): Difference[] {
  if (typeof theirs === 'number') {
    const number = numberOf(ours);
    return differenceOf({ field, ours: number, theirs }, 1e-6 * Math.max(1, Math.abs(theirs)));
  }
  return differenceOf({ field, ours, theirs });
}

function numberOf(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' ? (parseDecimal(value) ?? value) : value;
}
