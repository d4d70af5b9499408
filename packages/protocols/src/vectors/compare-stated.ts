import type { Decoded, DecodedFix } from '../decoded.ts';
import { compareAttribute } from './compare-attributes.ts';
import { counterpartOf, type Reported } from './attribute-counterparts.ts';
import { compareFix } from './compare-fix.ts';
import type { Difference } from './difference.ts';
import type { TheirPosition, Vector } from './vector.ts';

/** What a test states must be true of some message of ours, and what it names must have a counterpart here. */
export function compareStated(vector: Vector, messages: readonly Decoded[]): Difference[] {
  const reported = messages.flatMap(reportedBy);
  const attributes = Object.entries(vector.stated.attributes ?? {}).flatMap(([name, theirs]) =>
    compareStatedAttribute({ field: `stated.${name}`, ours: counterpartOf(vector.protocol, name), theirs }, reported),
  );
  return [...attributes, ...compareStatedPlace(vector, messages)];
}

function reportedBy(message: Decoded): Reported[] {
  if (message.kind === 'fix') return [message.fix];
  return message.kind === 'heartbeat' ? [message] : [];
}

interface StatedAttribute extends Difference {
  readonly ours: ReturnType<typeof counterpartOf>;
}

function compareStatedAttribute(
  { field, ours: counterpart, theirs }: StatedAttribute,
  reported: readonly Reported[],
): Difference[] {
  if (!counterpart) return [{ field, ours: 'no counterpart', theirs }];
  const found = reported.map((message) => compareAttribute({ field, ours: counterpart(message), theirs }));
  return found.some((differences) => differences.length === 0) ? [] : (found[0] ?? [{ field, ours: null, theirs }]);
}

/** A place is stated as a whole: time, latitude, longitude and whether it is valid. */
function compareStatedPlace(vector: Vector, messages: readonly Decoded[]): Difference[] {
  const { fixTime, lat, lon, valid } = vector.stated;
  if (typeof lat !== 'number' || typeof lon !== 'number') return [];
  const place = { fixTime: typeof fixTime === 'string' ? fixTime : null, lat, lon, valid: valid !== false };
  const fixes = messages.filter((message): message is DecodedFix => message.kind === 'fix');
  const found = fixes.map(({ fix }) => compareFix(fix, { ...NOTHING_ELSE, ...place }, vector).filter(isOfPlace));
  if (found.some((differences) => differences.length === 0)) return [];
  const differences = found[0] ?? [{ field: 'place', ours: null, theirs: [lat, lon] }];
  return differences.map((difference) => ({ ...difference, field: `stated.${difference.field}` }));
}

/** Tests state a hundred-thousandth of a degree. */
const STATED_DEGREES = 1e-5;

function isOfPlace({ field, ours, theirs }: Difference): boolean {
  if (field === 'lat' || field === 'lon') return Math.abs(Number(ours) - Number(theirs)) > STATED_DEGREES;
  return field === 'fixTime' || field === 'valid';
}

const NOTHING_ELSE: Omit<TheirPosition, 'fixTime' | 'lat' | 'lon' | 'valid'> = {
  deviceTime: null,
  outdated: false,
  altitude: 0,
  speedKnots: 0,
  course: 0,
  accuracy: 0,
  attributes: {},
};
