/** An object as subgraphs answer it. */
export type DataObject = Record<string, unknown>;

/** Whether a value is an object or a list. */
export function isHolder(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null;
}

/** A value of an object or list; undefined when it has none of its own, whatever its prototype may offer. */
export function read(holder: object, key: string | number): unknown {
  return Object.hasOwn(holder, key) ? (holder as DataObject)[key] : undefined;
}

/**
 * Puts everything of `source` into `target`, objects into objects. Values are taken over by reference, so an entity
 * that stands in many places is stored once.
 */
export function merge(target: DataObject, source: DataObject): void {
  for (const [key, next] of Object.entries(source)) {
    // As a key it would change the prototype; no field can have this name.
    if (key !== '__proto__') target[key] = merged(read(target, key), next);
  }
}

function merged(present: unknown, next: unknown): unknown {
  if (!isHolder(present) || !isHolder(next) || present === next) return next;
  if (Array.isArray(present) !== Array.isArray(next)) return next;
  if (!Array.isArray(present) || !Array.isArray(next)) {
    merge(present, next);
    return present;
  }
  if (present.length !== next.length) return next;
  for (const [index, element] of next.entries()) present[index] = merged(present[index], element);
  return present;
}

/** Every object at a path of keys and `@` (each element of a list), in order; nulls are left out. */
export function objectsAt(root: DataObject, path: readonly string[]): DataObject[] {
  let level: unknown[] = [root];
  for (const step of path) {
    level = step === '@' ? level.flat() : level.map((value) => (isHolder(value) ? read(value, step) : undefined));
  }
  return level.filter((value) => isHolder(value) && !Array.isArray(value)) as DataObject[]; // what the filter keeps
}
