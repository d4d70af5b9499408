import type { ToldStay } from './told-stay.ts';

/** The stays of one tenant, as far as a run of entries may touch them, and which of them changed since they were read. */
export class StaysState {
  readonly #byId = new Map<string, ToldStay>();
  readonly #byPair = new Map<string, Set<string>>();
  readonly #changed = new Set<string>();

  constructor(stays: Iterable<ToldStay> = []) {
    for (const stay of stays) this.#put(stay);
  }

  get(stayId: string): ToldStay | null {
    return this.#byId.get(stayId) ?? null;
  }

  /** Stays of a person in a geofence. */
  of(personId: string, geofenceId: string): ToldStay[] {
    const ids = this.#byPair.get(`${personId}/${geofenceId}`) ?? [];
    return [...ids].flatMap((id) => this.#byId.get(id) ?? []);
  }

  /** Stays that changed. */
  changed(): ToldStay[] {
    return [...this.#changed].flatMap((id) => this.#byId.get(id) ?? []);
  }

  note(stay: ToldStay): void {
    this.#put(stay);
    this.#changed.add(stay.stayId);
  }

  #put(stay: ToldStay): void {
    this.#byId.set(stay.stayId, stay);
    if (stay.personId === null) return;
    const key = `${stay.personId}/${stay.geofenceId}`;
    this.#byPair.set(key, (this.#byPair.get(key) ?? new Set<string>()).add(stay.stayId));
  }
}
