import type { Decoded, DecodedFix, DecodedHeartbeat } from '../decoded.ts';
import { identifierOf } from '../identifier-of.ts';
import { compareAttributes } from './compare-attributes.ts';
import { compareFix } from './compare-fix.ts';
import { compareStated } from './compare-stated.ts';
import { decodeVector, UNNAMED } from './decode-vector.ts';
import { type Difference, differenceOf } from './difference.ts';
import { type ExplainedDifference, explain } from './known-differences.ts';
import type { TheirPosition, Vector } from './vector.ts';

/** What a comparison came to; `agree` only without any difference, explained or not. */
export interface Comparison {
  readonly outcome: 'agree' | 'differ' | 'unsupported';
  /** Whether everything in the input could be read. */
  readonly decoded: boolean;
  readonly differences: readonly ExplainedDifference[];
}

/** Compares what an input comes to here with what it came to there. */
export function compareVector(vector: Vector): Comparison {
  const messages = decodeVector(vector);
  if (!messages) return { outcome: 'unsupported', decoded: false, differences: [] };
  const decoded = messages.every(({ kind }) => kind !== 'malformed' && kind !== 'unsupported');
  const differences = differencesOf(vector, messages).map((difference) => explain(vector, difference));
  const agree = differences.length === 0;
  const unsupported = !agree && messages.some(({ kind }) => kind === 'unsupported');
  return { outcome: agree ? 'agree' : unsupported ? 'unsupported' : 'differ', decoded, differences };
}

function differencesOf(vector: Vector, messages: readonly Decoded[]): Difference[] {
  const fixes = messages.filter((message): message is DecodedFix => message.kind === 'fix');
  const heartbeats = messages.filter((message): message is DecodedHeartbeat => message.kind === 'heartbeat');
  const placed = vector.decoded.filter(({ outdated }) => !outdated);
  const placeless = vector.decoded.filter(({ outdated }) => outdated);
  const counts = differenceOf({ field: 'positions', ours: fixes.length, theirs: placed.length });
  if (counts.length > 0) return counts;
  return [
    ...compareIdentifiers(vector, messages),
    ...placed.flatMap((position, at) =>
      fixes.slice(at, at + 1).flatMap(({ fix }) => compareFix(fix, position, vector)),
    ),
    ...placeless.flatMap((position, at) => compareHeartbeat(heartbeats[at], position, vector)),
    ...compareStated(vector, messages),
  ];
}

/** Everything that names its sender must name one of theirs. */
function compareIdentifiers({ deviceIds }: Vector, messages: readonly Decoded[]): Difference[] {
  if (deviceIds.length === 0) return [];
  const known = new Set(deviceIds.map((id) => id.replace(/^owntracks\//u, '')));
  const wrong = messages.map(identifierOf).find((identifier) => identifier !== null && !known.has(identifier));
  return wrong === undefined
    ? []
    : [{ field: 'device_ids', ours: wrong === UNNAMED ? null : wrong, theirs: deviceIds }];
}

/** A position without a place is a sign of life here. */
function compareHeartbeat(ours: DecodedHeartbeat | undefined, theirs: TheirPosition, vector: Vector): Difference[] {
  if (!ours) return [{ field: 'heartbeat', ours: null, theirs: 'a position without a place' }];
  const time = theirs.deviceTime === null ? null : Date.parse(theirs.deviceTime);
  return [
    ...(theirs.time_from_server_clock
      ? []
      : differenceOf({ field: 'deviceTime', ours: ours.recordedAt, theirs: time })),
    ...compareAttributes(ours, theirs, vector.protocol),
  ];
}
