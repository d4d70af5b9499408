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

/** Where an operation takes ids: paths into its variables, `['input', 'unitId']`; list positions end in `0`. */
export function idPaths(shape: ApiShape, { field }: RootField): string[][] {
  return field.args.flatMap((argument) => pathsOf(shape, argument, []));
}

function pathsOf(shape: ApiShape, { name, type }: InputValue, above: readonly string[]): string[][] {
  const path = [...above, name, ...(isList(type) ? ['0'] : [])];
  const named = namedType(type);
  if (named === 'ID') return [path];
  return (shape.types.get(named)?.inputFields ?? []).flatMap((input) => pathsOf(shape, input, path));
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
