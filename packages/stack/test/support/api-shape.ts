/** A type as a position refers to it: lists and non-null wrap the named one. */
export interface TypeReference {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType?: TypeReference | null;
}

/** An argument or input field. */
export interface InputValue {
  readonly name: string;
  readonly type: TypeReference;
  readonly defaultValue: string | null;
}

export interface ApiField {
  readonly name: string;
  readonly args: readonly InputValue[];
  readonly type: TypeReference;
}

export interface ApiType {
  readonly kind: string;
  readonly name: string;
  readonly fields: readonly ApiField[] | null;
  readonly inputFields: readonly InputValue[] | null;
  readonly possibleTypes: readonly { readonly name: string }[] | null;
}

/** A field of Query, Mutation or Subscription. */
export interface RootField {
  readonly operation: 'query' | 'mutation' | 'subscription';
  /** For example `Query.tracker`. */
  readonly coordinate: string;
  readonly field: ApiField;
}

/** What an API offers, by its own account. */
export interface ApiShape {
  readonly types: ReadonlyMap<string, ApiType>;
  readonly roots: readonly RootField[];
}

/** Asks for everything `readShape` reads. */
export const INTROSPECTION = `{ __schema {
  queryType { name } mutationType { name } subscriptionType { name }
  types { kind name
    fields { name args { name defaultValue type { ...Reference } } type { ...Reference } }
    inputFields { name defaultValue type { ...Reference } }
    possibleTypes { name } } } }
fragment Reference on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

/** @param data of the answer to `INTROSPECTION`. */
export function readShape({ __schema: schema }: any): ApiShape {
  const types = new Map((schema.types as ApiType[]).map((type) => [type.name, type]));
  const roots = (['query', 'mutation', 'subscription'] as const).flatMap((operation) => {
    const name: string | undefined = schema[`${operation}Type`]?.name;
    const fields = name === undefined ? [] : (types.get(name)?.fields ?? []);
    return fields.map((field) => ({ operation, field, coordinate: `${name}.${field.name}` }));
  });
  return { types, roots };
}

/** The type behind lists and non-null. */
export function namedType(reference: TypeReference): string {
  return reference.ofType ? namedType(reference.ofType) : (reference.name ?? '');
}

/** A place in an operation's variables, `['input', 'unitId']`, and the scalar or enum it takes; lists are entered at `0`. */
export interface ValuePlace {
  readonly path: readonly string[];
  readonly type: string;
}

/** Every place of an operation that takes a value. */
export function valuePlaces(shape: ApiShape, { field }: RootField): ValuePlace[] {
  return field.args.flatMap((argument) => placesOf(shape, argument, []));
}

/** Where an operation takes ids. */
export function idPaths(shape: ApiShape, root: RootField): (readonly string[])[] {
  return valuePlaces(shape, root).flatMap(({ path, type }) => (type === 'ID' ? [path] : []));
}

function placesOf(shape: ApiShape, { name, type }: InputValue, above: readonly string[]): ValuePlace[] {
  const path = [...above, name, ...(isList(type) ? ['0'] : [])];
  const named = namedType(type);
  const inside = shape.types.get(named)?.inputFields;
  return inside ? inside.flatMap((input) => placesOf(shape, input, path)) : [{ path, type: named }];
}

function isList({ kind, ofType }: TypeReference): boolean {
  return kind === 'LIST' || (ofType ? isList(ofType) : false);
}

/** As GraphQL writes it, for example `[ID!]!`. */
export function printType({ kind, name, ofType }: TypeReference): string {
  if (ofType && kind === 'NON_NULL') return `${printType(ofType)}!`;
  if (ofType && kind === 'LIST') return `[${printType(ofType)}]`;
  return name ?? '';
}
