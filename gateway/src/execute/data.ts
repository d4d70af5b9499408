/** An object as subgraphs answer it. */
export type DataObject = Record<string, unknown>;

/** Whether a value is an object or a list. */
export function isHolder(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null;
}

/** A value of an object or list; undefined when it has none of its own, whatever its prototype may offer. */
export function read(holder: object, key: string | number): unknown {
  const value = (holder as DataObject)[key];
  // JSON has no functions, so that what is none and not reached by `__proto__` is the holder's own.
  if (value === undefined || (typeof value !== 'function' && key !== '__proto__')) return value;
  return Object.hasOwn(holder, key) ? value : undefined;
}

/**
 * Puts everything of `source` into `target`, objects into objects. Values are taken over by reference, so an entity
 * that stands in many places is stored once.
 */
export function merge(target: DataObject, source: DataObject): void {
  for (const key in source) {
    // As a key it would change the prototype; no field can have this name.
    if (key !== '__proto__') target[key] = merged(read(target, key), source[key]);
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
  for (let index = 0; index < next.length; index++) present[index] = merged(present[index], next[index]);
  return present;
}

/**
 * Every object at a path of keys and `@` (each element of a list), in order; nulls are left out. What stands in many
 * places, as merged entities do, is followed once: their number would otherwise grow with every step.
 */
export function objectsAt(root: DataObject, path: readonly string[]): DataObject[] {
  let level: Iterable<DataObject> = [root];
  for (const step of path) level = step === '@' ? elementsOf(level) : valuesOf(level, step);
  const objects = path.at(-1) === '@' ? new Set(level) : level;
  return [...objects].filter((value) => !Array.isArray(value));
}

/** Lists stand for their elements, whatever is none for itself. Lists hardly ever share elements; the few that come twice do not multiply. */
function elementsOf(holders: Iterable<DataObject>): DataObject[] {
  const elements: DataObject[] = [];
  for (const holder of holders) {
    if (Array.isArray(holder)) addElements(holder, elements);
    else elements.push(holder);
  }
  return elements;
}

function addElements(list: readonly unknown[], into: DataObject[]): void {
  for (const element of list) if (isHolder(element)) into.push(element);
}

function valuesOf(holders: Iterable<DataObject>, key: string): Set<DataObject> {
  const values = new Set<DataObject>();
  for (const holder of holders) {
    const value = read(holder, key);
    if (isHolder(value)) values.add(value);
  }
  return values;
}
