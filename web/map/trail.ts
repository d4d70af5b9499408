import type { GeoPoint } from './engine.ts';

const KEPT_MS = 5 * 60_000;

/** The way of one tracker during the last five minutes. Nothing is shown of it before its past is known. */
export class Trail {
  #points: TrailPoint[] = [];
  #begun = false;

  /** Takes in the past, in any order; points added meanwhile stay. */
  begin(past: readonly TrailPoint[]): void {
    const byTime = new Map([...past, ...this.#points].map((point) => [point.recordedAt, point]));
    this.#points = [...byTime.values()].toSorted((a, b) => a.recordedAt - b.recordedAt);
    this.#begun = true;
    this.#forgetOld();
  }

  /** Adds the newest point. One that is not newer than the last is ignored. */
  add({ latitude, longitude, recordedAt }: TrailPoint): void {
    const last = this.#points.at(-1);
    if (last && recordedAt <= last.recordedAt) return;
    this.#points.push({ latitude, longitude, recordedAt });
    this.#forgetOld();
  }

  clear(): void {
    this.#points = [];
    this.#begun = false;
  }

  /** The points up to an instant, oldest first: the past may be known further than the newest position shown. */
  until(recordedAt: number): readonly TrailPoint[] {
    return this.#begun ? this.#points.filter((point) => point.recordedAt <= recordedAt) : [];
  }

  #forgetOld(): void {
    const newest = this.#points.at(-1)?.recordedAt ?? 0;
    this.#points = this.#points.filter(({ recordedAt }) => recordedAt >= newest - KEPT_MS);
  }
}

/** A point of a trail. */
export interface TrailPoint extends GeoPoint {
  /** Unix milliseconds by the device's clock. */
  readonly recordedAt: number;
}
