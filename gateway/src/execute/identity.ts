import type { RequiredSelection } from '../planner/planner.ts';
import { read, type DataObject } from './data.ts';
import type { TypeIndex } from './type-index.ts';

/**
 * Which representation stands for which objects, told by the plain scalars that representations are made of. Most objects
 * of an answer stand for few entities, and telling so by this costs a fraction of building a representation of each.
 */
export class Identities {
  readonly #requires: readonly RequiredSelection[];
  readonly #types: TypeIndex;
  readonly #byType = new Map<unknown, OfType>();
  #last: { readonly type: unknown; readonly known: OfType } | undefined;

  constructor(requires: readonly RequiredSelection[], types: TypeIndex) {
    this.#requires = requires;
    this.#types = types;
  }

  /** The index noted for an object with an equal representation; undefined where none is, or only the representation itself can tell. */
  indexOf(object: DataObject): number | undefined {
    const { keys, indexes } = this.#of(object);
    return keys === null ? undefined : indexes.get(identityOf(object, keys));
  }

  /** Notes the index for all objects whose representation equals this one's. */
  note(object: DataObject, index: number): void {
    const { keys, indexes } = this.#of(object);
    const identity = keys === null ? null : identityOf(object, keys);
    if (identity !== null) indexes.set(identity, index);
  }

  #of(object: DataObject): OfType {
    const type = read(object, '__typename');
    if (this.#last && this.#last.type === type) return this.#last.known;
    const known = this.#byType.get(type) ?? {
      keys: scalarKeys(this.#requires, object, this.#types),
      indexes: new Map<Identity, number>(),
    };
    this.#byType.set(type, known);
    this.#last = { type, known };
    return known;
  }
}

/** What is known of objects of one type. */
interface OfType {
  /** Keys of what is required of them besides their type; null where some of it is no scalar. */
  readonly keys: readonly string[] | null;
  readonly indexes: Map<Identity, number>;
}

type Identity = string | number | boolean | null;

function scalarKeys(
  requires: readonly RequiredSelection[],
  object: DataObject,
  types: TypeIndex,
): readonly string[] | null {
  const keys: string[] = [];
  for (const selection of requires) {
    if (selection.kind === 'field') {
      if (selection.selections) return null;
      if (selection.key !== '__typename') keys.push(selection.key);
    } else if (types.isOfType(object, selection.type, false)) {
      const below = scalarKeys(selection.selections, object, types);
      if (below === null) return null;
      keys.push(...below);
    }
  }
  return keys;
}

/** Equal where all values are; null where one is missing or no scalar. One value stands for itself, which makes no text. */
function identityOf(object: DataObject, keys: readonly string[]): Identity {
  const [only] = keys;
  if (only !== undefined && keys.length === 1) return scalar(read(object, only));
  let identity = '';
  for (const key of keys) {
    const value = scalar(read(object, key));
    if (value === null) return null;
    // With type and length in front no value looks like two others.
    identity += typeof value === 'string' ? `s${value.length}:${value}` : `${typeof value}${value};`;
  }
  return identity;
}

function scalar(value: unknown): Identity {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
