import type { RequiredSelection } from '../planner/planner.ts';
import { isHolder, merge, read, type DataObject } from './data.ts';
import type { TypeIndex } from './type-index.ts';

/**
 * What a subgraph needs to know of an object to look it up, or null when a required field was never answered or no
 * fragment fits the object's type.
 */
export function representationOf(
  object: DataObject,
  requires: readonly RequiredSelection[],
  types: TypeIndex,
): DataObject | null {
  const representation = select(object, requires, types);
  return representation && read(representation, '__typename') !== undefined ? representation : null;
}

function select(object: DataObject, selections: readonly RequiredSelection[], types: TypeIndex): DataObject | null {
  const selected: DataObject = {};
  for (const selection of selections) {
    if (selection.kind === 'field') {
      const value = required(read(object, selection.key), selection.selections, types);
      if (value === undefined) return null;
      selected[selection.key] = value;
    } else if (types.isOfType(object, selection.type, false)) {
      const part = select(object, selection.selections, types);
      if (part === null) return null;
      merge(selected, part);
    }
  }
  return selected;
}

function required(value: unknown, selections: readonly RequiredSelection[] | null, types: TypeIndex): unknown {
  if (!selections || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((element) => required(element, selections, types) ?? null);
  return isHolder(value) ? (select(value, selections, types) ?? undefined) : value;
}
