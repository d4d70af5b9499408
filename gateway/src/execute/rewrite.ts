import type { Rewrite } from '../planner/planner.ts';
import { isHolder, read, type DataObject } from './data.ts';
import type { TypeIndex } from './type-index.ts';

const FRAGMENT = '... on ';

/** Makes the planner's changes in `value`, wherever their paths lead. */
export function applyRewrites(rewrites: readonly Rewrite[], value: unknown, types: TypeIndex): void {
  for (const rewrite of rewrites) {
    const [key, ...parents] = rewrite.path.toReversed();
    if (key === undefined) continue;
    for (const object of objectsBelow(value, parents.toReversed(), types)) applyTo(object, key, rewrite);
  }
}

function applyTo(object: DataObject, key: string, rewrite: Rewrite): void {
  if (rewrite.kind === 'set') {
    object[key] = rewrite.value;
    return;
  }
  const value = read(object, key);
  if (value === undefined) return;
  object[rewrite.to] = value;
  delete object[key];
}

/** The objects to which a path of field names and `... on Type` steps leads. */
export function objectsBelow(value: unknown, path: readonly string[], types: TypeIndex): DataObject[] {
  if (Array.isArray(value)) return value.flatMap((element) => objectsBelow(element, path, types));
  if (!isHolder(value)) return [];
  const [step, ...rest] = path;
  if (step === undefined) return [value];
  if (!step.startsWith(FRAGMENT)) return objectsBelow(read(value, step), rest, types);
  return types.isOfType(value, step.slice(FRAGMENT.length), true) ? objectsBelow(value, rest, types) : [];
}
