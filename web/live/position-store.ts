import { InstantReader } from './instants.ts';

/** A position as the stream delivers it. */
export interface StreamedPosition {
  readonly tracker: { readonly id: string };
  readonly latitude: number;
  readonly longitude: number;
  /** As the device reports it. */
  readonly altitudeMeters: number | null;
  readonly accuracyMeters: number | null;
  readonly speedMetersPerSecond: number | null;
  readonly headingDegrees: number | null;
  readonly batteryPercent: number | null;
  /** RFC 3339. */
  readonly recordedAt: string;
  /** RFC 3339. */
  readonly receivedAt: string;
}

/** The newest position of one tracker. */
export interface LatestPosition {
  readonly latitude: number;
  readonly longitude: number;
  /** As the device reports it. */
  readonly altitudeMeters: number | null;
  readonly accuracyMeters: number | null;
  readonly speedMetersPerSecond: number | null;
  readonly headingDegrees: number | null;
  readonly batteryPercent: number | null;
  /** Unix milliseconds by the device's clock. */
  readonly recordedAt: number;
  /** Unix milliseconds by the server's clock. */
  readonly receivedAt: number;
}

/** A position store as it lies; to be read only. */
export interface PositionColumns {
  readonly numbers: Float64Array;
  /** The store's version at which a slot changed last. */
  readonly changedAt: Uint32Array;
  /** 1 where the slot's tracker has a position. */
  readonly present: Uint8Array;
  /** How many slots are taken. */
  readonly slots: number;
}

/**
 * The newest position of every tracker in typed arrays, outside of React and of the cache: an event touches only the
 * numbers that changed, and whoever draws asks what changed since it last looked. A tracker keeps its slot, a small
 * whole number, for the life of the store.
 */
export class PositionStore {
  readonly #slots = new Map<string, number>();
  readonly #trackerIds: string[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #instants = new InstantReader();
  #numbers: Float64Array;
  #changedAt: Uint32Array;
  #present: Uint8Array;
  #version = 0;
  #size = 0;

  /** @param capacity trackers to make room for at first; the store grows as needed. */
  constructor(capacity = 256) {
    this.#numbers = new Float64Array(capacity * WIDTH);
    this.#changedAt = new Uint32Array(capacity);
    this.#present = new Uint8Array(capacity);
  }

  /** Grows with every event that changed something. */
  get version(): number {
    return this.#version;
  }

  /** How many trackers have a position. */
  get size(): number {
    return this.#size;
  }

  /**
   * Takes in an event. Positions older than the one held are ignored; a snapshot also removes whom it leaves out, and each
   * event those who left.
   */
  apply({
    snapshot,
    positions,
    left = [],
  }: {
    snapshot: boolean;
    positions: readonly StreamedPosition[];
    /** Trackers of which nobody says any more where they are. */
    left?: readonly string[];
  }): void {
    let changed = false;
    for (const position of positions) changed = this.#write(position) || changed;
    for (const trackerId of left) changed = this.#remove(this.#slots.get(trackerId)) || changed;
    if (snapshot) changed = this.#removeAllBut(new Set(positions.map(({ tracker }) => tracker.id))) || changed;
    if (changed) this.#tell();
  }

  /** Keeps this store a part of another: of what changed there after `since` it holds what is kept, and nothing else. */
  takeFrom(
    source: PositionStore,
    { since, keeps }: { since: number; keeps: (trackerId: string, position: LatestPosition) => boolean },
  ): void {
    let changed = false;
    source.forEachSince(since, (from, trackerId) => {
      const position = source.at(from);
      if (position && keeps(trackerId, position)) this.#copy(source, from, trackerId);
      else if (!this.#remove(this.#slots.get(trackerId))) return;
      changed = true;
    });
    if (changed) this.#tell();
  }

  /** Visits every slot that changed after `version`, those of trackers that left included. */
  forEachSince(version: number, visit: (slot: number, trackerId: string) => void): void {
    for (const [slot, trackerId] of this.#trackerIds.entries()) {
      if ((this.#changedAt[slot] ?? 0) > version) visit(slot, trackerId);
    }
  }

  /** The newest position of a tracker, or null when it has none or left. */
  get(trackerId: string): LatestPosition | null {
    const slot = this.#slots.get(trackerId);
    return slot === undefined ? null : this.at(slot);
  }

  /** The same by slot. */
  at(slot: number): LatestPosition | null {
    if (!this.#present[slot]) return null;
    const row = this.#numbers.subarray(slot * WIDTH, (slot + 1) * WIDTH);
    return {
      latitude: row[LATITUDE] ?? 0,
      longitude: row[LONGITUDE] ?? 0,
      altitudeMeters: orNull(row[ALTITUDE]),
      accuracyMeters: orNull(row[ACCURACY]),
      speedMetersPerSecond: orNull(row[SPEED]),
      headingDegrees: orNull(row[HEADING]),
      batteryPercent: orNull(row[BATTERY]),
      recordedAt: row[RECORDED_AT] ?? 0,
      receivedAt: row[RECEIVED_AT] ?? 0,
    };
  }

  /**
   * The numbers of all slots as they lie, for whoever looks at every one of them many times a second: `WIDTH` to a slot,
   * see the names of their places. Another array takes their place as the store grows.
   */
  get columns(): PositionColumns {
    return {
      numbers: this.#numbers,
      changedAt: this.#changedAt,
      present: this.#present,
      slots: this.#trackerIds.length,
    };
  }

  /** Id of the tracker a slot belongs to. */
  trackerId(slot: number): string {
    return this.#trackerIds[slot] ?? '';
  }

  /** Calls `listener` after every event that changed something; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #write(position: StreamedPosition): boolean {
    const slot = this.#slotFor(position.tracker.id);
    const numbers = this.#numbers;
    const row = slot * WIDTH;
    const recordedAt = this.#instants.read(position.recordedAt);
    if (this.#present[slot] && recordedAt < (numbers[row + RECORDED_AT] ?? 0)) return false;
    numbers[row + LATITUDE] = position.latitude;
    numbers[row + LONGITUDE] = position.longitude;
    numbers[row + ALTITUDE] = position.altitudeMeters ?? Number.NaN;
    numbers[row + ACCURACY] = position.accuracyMeters ?? Number.NaN;
    numbers[row + SPEED] = position.speedMetersPerSecond ?? Number.NaN;
    numbers[row + HEADING] = position.headingDegrees ?? Number.NaN;
    numbers[row + BATTERY] = position.batteryPercent ?? Number.NaN;
    numbers[row + RECORDED_AT] = recordedAt;
    numbers[row + RECEIVED_AT] = this.#instants.read(position.receivedAt);
    this.#take(slot);
    return true;
  }

  #copy(source: PositionStore, from: number, trackerId: string): void {
    const slot = this.#slotFor(trackerId);
    this.#numbers.set(source.#numbers.subarray(from * WIDTH, (from + 1) * WIDTH), slot * WIDTH);
    this.#take(slot);
  }

  #take(slot: number): void {
    if (!this.#present[slot]) this.#size++;
    this.#present[slot] = 1;
    this.#changedAt[slot] = this.#version + 1;
  }

  #remove(slot: number | undefined): boolean {
    if (slot === undefined || !this.#present[slot]) return false;
    this.#present[slot] = 0;
    this.#changedAt[slot] = this.#version + 1;
    this.#size--;
    return true;
  }

  #tell(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }

  #removeAllBut(kept: ReadonlySet<string>): boolean {
    let removed = false;
    for (const [slot, trackerId] of this.#trackerIds.entries()) {
      if (!kept.has(trackerId)) removed = this.#remove(slot) || removed;
    }
    return removed;
  }

  #slotFor(trackerId: string): number {
    const known = this.#slots.get(trackerId);
    if (known !== undefined) return known;
    const slot = this.#trackerIds.push(trackerId) - 1;
    this.#slots.set(trackerId, slot);
    if (slot >= this.#present.length) this.#grow();
    return slot;
  }

  #grow(): void {
    this.#numbers = extended(this.#numbers, new Float64Array(this.#numbers.length * 2));
    this.#changedAt = extended(this.#changedAt, new Uint32Array(this.#changedAt.length * 2));
    this.#present = extended(this.#present, new Uint8Array(this.#present.length * 2));
  }
}

// Places of one tracker's numbers in the row of its slot.
/** Degrees north. */
export const LATITUDE = 0;
/** Degrees east. */
export const LONGITUDE = 1;
const ACCURACY = 2;
/** Metres per second, or NaN. */
export const SPEED = 3;
/** Degrees clockwise from north, or NaN. */
export const HEADING = 4;
const BATTERY = 5;
const RECORDED_AT = 6;
const RECEIVED_AT = 7;
const ALTITUDE = 8;
/** Numbers of a slot. */
export const WIDTH = 9;

function extended<T extends Float64Array | Uint32Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
