import type { IntrospectionQuery, IntrospectionType } from 'graphql';

/** A type as it is written, `[Position!]!`, and the name in it. */
export interface TypeText {
  readonly text: string;
  readonly name: string;
}

/** An argument of a field. */
export interface ArgumentDocs {
  readonly name: string;
  readonly description: string;
  readonly type: TypeText;
  readonly defaultValue: string | null;
}

/** A field, an input field or a value. */
export interface MemberDocs {
  readonly name: string;
  readonly description: string;
  /** Null for a value of an enum. */
  readonly type: TypeText | null;
  readonly arguments: readonly ArgumentDocs[];
  /** Why it should not be used any more, or null. */
  readonly deprecated: string | null;
}

/** Groups in which types are listed, in their order. */
export const GROUPS = ['roots', 'objects', 'inputs', 'enums', 'scalars'] as const;

/** What is said of one type. */
export interface TypeDocs {
  readonly name: string;
  readonly group: (typeof GROUPS)[number];
  readonly description: string;
  readonly members: readonly MemberDocs[];
}

/** What an API says of its own types, but for those of introspection itself; operations first, then by name. */
export function docsOf({ __schema }: IntrospectionQuery): TypeDocs[] {
  const roots = [__schema.queryType, __schema.mutationType, __schema.subscriptionType].map((type) => type?.name);
  const docs = __schema.types
    .filter(({ name }) => !name.startsWith('__'))
    .map((type) => ({
      name: type.name,
      group: roots.includes(type.name) ? ('roots' as const) : groupOf(type),
      description: type.description ?? '',
      members: membersOf(type),
    }));
  const rank = ({ name }: TypeDocs) => (roots.includes(name) ? roots.indexOf(name) : roots.length);
  return docs.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Types that fit a text by their name, then those by the name of a member; letter case does not count. */
export function fittingTypes(types: readonly TypeDocs[], text: string): TypeDocs[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [...types];
  const byName = types.filter(({ name }) => name.toLowerCase().includes(wanted));
  const byMember = types.filter(
    (type) => !byName.includes(type) && type.members.some(({ name }) => name.toLowerCase().includes(wanted)),
  );
  return [...byName, ...byMember];
}

function groupOf({ kind }: IntrospectionType): TypeDocs['group'] {
  if (kind === 'INPUT_OBJECT') return 'inputs';
  if (kind === 'ENUM') return 'enums';
  return kind === 'SCALAR' ? 'scalars' : 'objects';
}

function membersOf(type: IntrospectionType): MemberDocs[] {
  if (type.kind === 'ENUM') return type.enumValues.map((value) => memberOf(value, null));
  if (type.kind === 'INPUT_OBJECT') return type.inputFields.map((field) => memberOf(field, textOf(field.type)));
  if (type.kind !== 'OBJECT' && type.kind !== 'INTERFACE') return [];
  return type.fields.map((field) => ({
    ...memberOf(field, textOf(field.type)),
    arguments: field.args.map(({ name, description, type: of, defaultValue }) => ({
      name,
      description: description ?? '',
      type: textOf(of),
      defaultValue: defaultValue ?? null,
    })),
  }));
}

function memberOf(
  told: {
    readonly name: string;
    readonly description?: string | null | undefined;
    readonly isDeprecated?: boolean | undefined;
    readonly deprecationReason?: string | null | undefined;
  },
  type: TypeText | null,
): MemberDocs {
  const { name, description, isDeprecated = false, deprecationReason } = told;
  return {
    name,
    description: description ?? '',
    type,
    arguments: [],
    deprecated: isDeprecated ? (deprecationReason ?? '') : null,
  };
}

interface Reference {
  readonly kind: string;
  readonly name?: string | null;
  readonly ofType?: unknown;
}

function textOf(type: Reference): TypeText {
  if (type.kind !== 'LIST' && type.kind !== 'NON_NULL') return { text: type.name ?? '', name: type.name ?? '' };
  // A list and a type that may not be null always wrap another one (GraphQL §4.2.2).
  const { text, name } = textOf(type.ofType as Reference);
  return { text: type.kind === 'LIST' ? `[${text}]` : `${text}!`, name };
}
