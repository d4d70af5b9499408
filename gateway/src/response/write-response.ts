import type { GraphQLObjectType } from 'graphql';
import type { PublicError } from '../errors/public-error.ts';
import { isHolder, read, type DataObject } from '../execute/data.ts';
import type { FieldErrors } from '../execute/field-errors.ts';
import type { ResponseShape } from './response-shape.ts';
import type { FieldShape, SelectionShape, ValueShape } from './shape.ts';

/** What an answer is written from. */
export interface ResponseSource {
  readonly shape: ResponseShape;
  readonly data: DataObject;
  readonly errors: FieldErrors;
  /** The caller's response key for a key of the data. */
  responseKeyOf(source: string): string;
  /** JSON of a `__schema` or `__type` field. */
  introspect(field: Extract<FieldShape, { kind: 'introspection' }>): string;
  /** The error for a value that cannot stand where it is, or is null there, without any subgraph having said why. */
  broken(coordinate: string): PublicError;
  /** Coordinates of lists directly below the root fields whose elements are to be written apart. */
  readonly apart?: ReadonlySet<string>;
}

/** An answer's parts. */
export interface WrittenResponse {
  /** JSON of `data`, with `GAP` wherever one of `lists` belongs. */
  readonly data: string;
  /** What was written apart, in the order of the gaps. */
  readonly lists: readonly ListApart[];
  readonly errors: readonly PublicError[];
}

/** A list that is not part of the text around it. */
export interface ListApart {
  readonly coordinate: string;
  /** JSON of each element. */
  readonly elements: readonly string[];
}

/** Stands where a list was left out; no JSON holds it. */
export const GAP = '\0';

/** More errors than this tell a caller nothing new. */
const MAX_ERRORS = 500;

/**
 * Writes merged data as the caller asked for it, straight to JSON: only what was selected, in its order, under its names.
 * A null where the schema allows none makes its parent null, up to the next that may be (GraphQL spec, 6.4.4).
 */
export function writeResponse(source: ResponseSource): WrittenResponse {
  const writer = new Writer(source);
  const data = writer.object(source.data, source.shape.rootType, source.shape.selection) ?? 'null';
  return { data, lists: data === 'null' ? [] : writer.lists, errors: writer.errors() };
}

/** JSON, or undefined for a null that its parent may not hold. */
type Written = string | undefined;

class Writer {
  readonly #source: ResponseSource;
  readonly #path: (string | number)[] = [];
  readonly #errors: PublicError[] = [];
  readonly lists: ListApart[] = [];

  constructor(source: ResponseSource) {
    this.#source = source;
  }

  errors(): PublicError[] {
    return [...this.#errors, ...this.#source.errors.unseen()].slice(0, MAX_ERRORS);
  }

  object(data: DataObject, type: GraphQLObjectType, selection: SelectionShape): Written {
    let text = '';
    for (const field of selection.fieldsOf(type)) {
      const value = this.#field(data, type, field);
      if (value === undefined) return undefined;
      text += `${text === '' ? '{' : ','}${field.prefix}${value}`;
    }
    return text === '' ? '{}' : `${text}}`;
  }

  #field(data: DataObject, type: GraphQLObjectType, field: FieldShape): Written {
    if (field.kind === 'typename') return `"${type.name}"`;
    if (field.kind === 'introspection') return this.#source.introspect(field);
    const leaf =
      field.kind === 'data' && field.type.kind === 'leaf' ? sound(read(data, field.source), field.type) : undefined;
    if (leaf !== undefined) return leaf;
    this.#path.push(field.responseKey);
    if (field.kind === 'denied') {
      this.#report(field.error);
      this.#path.pop();
      return field.nonNull ? undefined : 'null';
    }
    const written = this.#slot(data, field.source, field.type);
    this.#path.pop();
    return written;
  }

  #slot(holder: object, key: string | number, shape: ValueShape): Written {
    const value = read(holder, key);
    const whenNull = shape.nonNull ? undefined : 'null';
    if (value !== null && value !== undefined) return this.#present(value, shape) ?? whenNull;
    const placed = this.#source.errors.at(holder, key);
    for (const { error, rest } of placed) {
      this.#report(
        error,
        rest.map((step) => (typeof step === 'string' ? this.#source.responseKeyOf(step) : step)),
      );
    }
    if (shape.nonNull && placed.length === 0) this.#broken(shape);
    return whenNull;
  }

  /** The value's JSON, or undefined when the value as a whole is to be null. */
  #present(value: unknown, shape: ValueShape): Written {
    switch (shape.kind) {
      case 'leaf':
        return shape.write(value) ?? this.#broken(shape);
      case 'list':
        if (!Array.isArray(value)) return this.#broken(shape);
        return this.#isApart(shape) ? this.#apart(value, shape) : this.#list(value, shape.of);
      case 'object': {
        if (!isHolder(value) || Array.isArray(value)) return this.#broken(shape);
        return this.#object(value, shape);
      }
      default:
        return shape satisfies never;
    }
  }

  #object(value: DataObject, shape: Extract<ValueShape, { kind: 'object' }>): Written {
    const type = shape.typeOf(read(value, '__typename'));
    if (!type) return this.#broken(shape);
    const denied = shape.denialOf?.(type);
    return denied ? this.#report(denied) : this.object(value, type, shape.selection);
  }

  #list(values: readonly unknown[], shape: ValueShape): Written {
    let text = '';
    for (let index = 0; index < values.length; index++) {
      const element = this.#element(values, index, shape);
      if (element === undefined) return undefined;
      text += `${index === 0 ? '[' : ','}${element}`;
    }
    return text === '' ? '[]' : `${text}]`;
  }

  #element(values: readonly unknown[], index: number, shape: ValueShape): Written {
    this.#path.push(index);
    const element = this.#slot(values, index, shape);
    this.#path.pop();
    return element;
  }

  #isApart({ coordinate }: ValueShape): boolean {
    return this.#path.length === 2 && (this.#source.apart?.has(coordinate) ?? false);
  }

  #apart(values: readonly unknown[], { coordinate, of: shape }: Extract<ValueShape, { kind: 'list' }>): Written {
    const elements: string[] = [];
    for (let index = 0; index < values.length; index++) {
      const element = this.#element(values, index, shape);
      if (element === undefined) return undefined;
      elements.push(element);
    }
    this.lists.push({ coordinate, elements });
    return GAP;
  }

  #broken({ coordinate }: ValueShape): undefined {
    this.#report(this.#source.broken(coordinate));
  }

  #report(error: PublicError, below: readonly (string | number)[] = []): undefined {
    if (this.#errors.length < MAX_ERRORS) this.#errors.push({ ...error, path: [...this.#path, ...below] });
  }
}

/** JSON of a leaf with which nothing is wrong, as nearly all are; they need no path. */
function sound(value: unknown, shape: Extract<ValueShape, { kind: 'leaf' }>): Written {
  return value === null || value === undefined ? undefined : shape.write(value);
}
