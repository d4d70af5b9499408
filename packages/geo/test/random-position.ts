import type { PositionRecord } from '../src/index.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A random UUID in lower case. */
export function randomUuid(random: SeededRandom): string {
  const hex = Array.from({ length: 32 }, () => random.integer(0, 15).toString(16)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A random unsigned 64 bit number. */
export function randomDedupe(random: SeededRandom): bigint {
  return (BigInt(random.integer(0, 0xffff_ffff)) << 32n) | BigInt(random.integer(0, 0xffff_ffff));
}

/** A random position; half of the numbers are the extremes of their range. */
export function randomPosition(random: SeededRandom, trackerId = randomUuid(random)): PositionRecord {
  const within = (least: number, most: number) =>
    random.pick([() => least, () => most, () => 0, ...Array(3).fill(() => random.integer(least, most))])();
  const optional = (least: number, most: number) => (random.next() < 0.3 ? null : within(least, most));
  return {
    trackerId,
    recordedAt: within(0, 2 ** 48 - 1),
    dedupe: random.pick([0n, 2n ** 64n - 1n, 2n ** 63n, randomDedupe(random), randomDedupe(random)]),
    latitudeE7: within(-900_000_000, 900_000_000),
    longitudeE7: within(-1_800_000_000, 1_800_000_000),
    altitudeCentimeters: optional(-(2 ** 31), 2 ** 31 - 1),
    accuracyCentimeters: optional(0, 2 ** 31 - 1),
    speedMillimetersPerSecond: optional(0, 2 ** 31 - 1),
    headingCentidegrees: optional(0, 35_999),
    eventKind: random.next() < 0.5 ? 0 : random.integer(0, 255),
  };
}
