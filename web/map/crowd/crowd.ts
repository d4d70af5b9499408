import { HEADING, LATITUDE, LONGITUDE, SPEED, WIDTH, type PositionStore } from '../../live/position-store.ts';
import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import type { GeoBounds, GeoPoint } from '../engine.ts';
import { MOVING_FROM, UNKNOWN_LOOK, type MarkerLook } from '../features/marker-diff.ts';
import { iconOf, STATUSES } from './atlas.ts';

/** Numbers of a point: place in the world in two parts, icon, heading. */
export const POINT_WIDTH = 6;
/** Heading of who stands or does not tell. */
export const NO_HEADING = -1;
/** Icon of a slot without a position. */
export const NO_ICON = -1;

/** Somebody in a crowd. */
export interface CrowdMember extends GeoPoint {
  readonly trackerId: string;
  readonly label: string;
  readonly connection: ConnectionStatus;
}

const RADIANS = Math.PI / 180;

/**
 * Everybody as points that a graphics card takes as they are. Each place is a part of the world's width (Web Mercator) as
 * the sum of two small floats: one alone would be a metre off. An update touches only who moved.
 */
export class Crowd {
  readonly #store: PositionStore;
  #points = new Float32Array(0);
  #looks: ReadonlyMap<string, MarkerLook> = new Map();
  #icons = new Int8Array(0);
  #order = new Uint32Array(0);
  #version = -1;
  #count = 0;

  constructor(store: PositionStore) {
    this.#store = store;
  }

  /** The points, `POINT_WIDTH` numbers each, by slot. */
  get points(): Float32Array {
    return this.#points.subarray(0, this.#count * POINT_WIDTH);
  }

  /** The slots that have a position, in the order in which they are drawn: who is heard from best lies above. */
  get order(): Uint32Array {
    return this.#order;
  }

  /** Takes in what the store has learned and how everybody looks. Pass the same looks while nothing about them changed. */
  update(looks: ReadonlyMap<string, MarkerLook>): void {
    const { numbers, changedAt, present, slots } = this.#store.columns;
    if (this.#points.length < slots * POINT_WIDTH) this.#points = extended(this.#points, present.length * POINT_WIDTH);
    const anew = looks !== this.#looks || slots !== this.#count;
    if (anew) this.#icons = this.#iconsOf(looks, slots);
    let reordered = anew;
    for (let slot = 0; slot < slots; slot++) {
      const moved = (changedAt[slot] ?? 0) > this.#version;
      if (moved) writePlace(this.#points, slot * POINT_WIDTH, numbers, slot * WIDTH);
      if (moved || anew) reordered = this.#choose(slot, present[slot] === 1) || reordered;
    }
    if (reordered) this.#order = orderOf(this.#points, slots);
    this.#version = this.#store.version;
    this.#looks = looks;
    this.#count = slots;
  }

  /** How many are in a box, counted up to `most`. */
  countWithin(box: GeoBounds, most: number): number {
    const isWithin = this.#boxTest(box);
    let count = 0;
    for (let slot = 0; slot < this.#count && count < most; slot++) if (isWithin(slot)) count++;
    return count;
  }

  /** Who is in a box. */
  within(box: GeoBounds): CrowdMember[] {
    const { numbers } = this.#store.columns;
    const isWithin = this.#boxTest(box);
    const slots = Array.from({ length: this.#count }, (_, slot) => slot).filter(isWithin);
    return slots.map((slot) => {
      const trackerId = this.#store.trackerId(slot);
      const { label, connection } = this.#looks.get(trackerId) ?? UNKNOWN_LOOK;
      const latitude = numbers[slot * WIDTH + LATITUDE] ?? 0;
      return { trackerId, label, connection, latitude, longitude: numbers[slot * WIDTH + LONGITUDE] ?? 0 };
    });
  }

  /** Chooses the icon of a slot; tells whether it is another one. */
  #choose(slot: number, present: boolean): boolean {
    const icon = present ? (this.#icons[slot] ?? NO_ICON) : NO_ICON;
    const at = slot * POINT_WIDTH + 4;
    const another = this.#points[at] !== icon;
    this.#points[at] = icon;
    return another;
  }

  #iconsOf(looks: ReadonlyMap<string, MarkerLook>, slots: number): Int8Array<ArrayBuffer> {
    return Int8Array.from({ length: slots }, (_, slot) =>
      iconOf(looks.get(this.#store.trackerId(slot)) ?? UNKNOWN_LOOK),
    );
  }

  /** Tells of a slot whether it has a position in a box. */
  #boxTest({ south, west, north, east }: GeoBounds): (slot: number) => boolean {
    const { numbers, present } = this.#store.columns;
    return (slot) => {
      const latitude = numbers[slot * WIDTH + LATITUDE] ?? 0;
      const longitude = numbers[slot * WIDTH + LONGITUDE] ?? 0;
      return present[slot] === 1 && latitude >= south && latitude <= north && longitude >= west && longitude <= east;
    };
  }
}

/** Slots with an icon, by the status that the icon tells of. */
function orderOf(points: Float32Array, slots: number): Uint32Array<ArrayBuffer> {
  const byStatus: number[][] = STATUSES.map(() => []);
  for (let slot = 0; slot < slots; slot++) {
    const icon = points[slot * POINT_WIDTH + 4] ?? NO_ICON;
    if (icon !== NO_ICON) byStatus[icon % STATUSES.length]?.push(slot);
  }
  return Uint32Array.from(byStatus.flat());
}

// oxlint-disable-next-line max-params -- asked once per point and update
function writePlace(points: Float32Array, at: number, numbers: Float64Array, row: number): void {
  const x = 0.5 + (numbers[row + LONGITUDE] ?? 0) / 360;
  const sine = Math.sin((numbers[row + LATITUDE] ?? 0) * RADIANS);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  points[at] = x;
  points[at + 1] = y;
  points[at + 2] = x - (points[at] ?? 0);
  points[at + 3] = y - (points[at + 1] ?? 0);
  const moving = (numbers[row + SPEED] ?? 0) >= MOVING_FROM;
  const heading = numbers[row + HEADING] ?? Number.NaN;
  points[at + 5] = moving && heading >= 0 ? heading : NO_HEADING;
}

function extended(from: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const into = new Float32Array(length);
  into.set(from);
  return into;
}
