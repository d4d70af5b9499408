import type { RequiredSelection } from '../planner/planner.ts';
import { read, type DataObject } from './data.ts';
import type { TypeIndex } from './type-index.ts';

/**
 * A text that is equal for objects whose representations are equal, or null where required values are no plain scalars
 * or missing and only the representation itself can tell. Most objects of an answer stand for few entities, and telling
 * so by this costs a fraction of building a representation of each.
 */
export function identityOf(
  object: DataObject,
  requires: readonly RequiredSelection[],
  types: TypeIndex,
): string | null {
  let identity = '';
  for (const selection of requires) {
    const part =
      selection.kind === 'field'
        ? scalarText(read(object, selection.key), selection)
        : fragmentText(object, selection, types);
    if (part === null) return null;
    identity += part;
  }
  return identity;
}

function fragmentText(
  object: DataObject,
  { type, selections }: Extract<RequiredSelection, { kind: 'fragment' }>,
  types: TypeIndex,
): string | null {
  if (!types.isOfType(object, type, false)) return '-';
  const part = identityOf(object, selections, types);
  return part === null ? null : `+${part}`;
}

/** With type and length in front, so that no value can look like two others. */
function scalarText(value: unknown, { selections }: Extract<RequiredSelection, { kind: 'field' }>): string | null {
  if (selections) return null;
  if (typeof value === 'string') return `s${value.length}:${value}`;
  if (typeof value === 'number') return `n${value};`;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return null;
}
