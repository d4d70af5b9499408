import type { Carriage } from './person-visit.ts';

/** Assignments, found by id, by tracker and by person. */
export class Carriages {
  readonly #byId = new Map<string, Carriage>();
  readonly #byTracker = new Map<string, Map<string, Carriage>>();
  readonly #byPerson = new Map<string, Map<string, Carriage>>();

  constructor(carriages: Iterable<Carriage> = []) {
    for (const carriage of carriages) this.put(carriage);
  }

  get(assignmentId: string): Carriage | null {
    return this.#byId.get(assignmentId) ?? null;
  }

  all(): Carriage[] {
    return [...this.#byId.values()];
  }

  ofTracker(trackerId: string): Carriage[] {
    return [...(this.#byTracker.get(trackerId)?.values() ?? [])];
  }

  ofPerson(personId: string): Carriage[] {
    return [...(this.#byPerson.get(personId)?.values() ?? [])];
  }

  /** Takes in the newest state of an assignment; gives the one before. */
  put(carriage: Carriage): Carriage | null {
    const { assignmentId, trackerId, personId } = carriage;
    const before = this.get(assignmentId);
    if (before) this.#byTracker.get(before.trackerId)?.delete(assignmentId);
    if (before?.personId) this.#byPerson.get(before.personId)?.delete(assignmentId);
    this.#byId.set(assignmentId, carriage);
    among(this.#byTracker, trackerId).set(assignmentId, carriage);
    if (personId !== null) among(this.#byPerson, personId).set(assignmentId, carriage);
    return before;
  }
}

function among(groups: Map<string, Map<string, Carriage>>, key: string): Map<string, Carriage> {
  const group = groups.get(key) ?? new Map<string, Carriage>();
  groups.set(key, group);
  return group;
}
