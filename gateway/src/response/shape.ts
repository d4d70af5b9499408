import {
  getNamedType,
  GraphQLEnumType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Denials } from '../authorisation/denials.ts';
import { fieldDefinition } from '../document/field-definition.ts';
import type { PublicError } from '../errors/public-error.ts';
import { textOfAny, textOfString } from './leaf-text.ts';
import { CollectedFields, type CollectContext } from './collect-fields.ts';
import { tellsTypesApart } from './tells-types-apart.ts';

/** What the answer to a selection looks like, for each type its object may turn out to be. */
export interface SelectionShape {
  /** Fields in the order of the caller's selection, by the object's own type. */
  fieldsOf(type: GraphQLObjectType): readonly FieldShape[];
}

/** One field of the answer. */
export type FieldShape =
  | {
      readonly kind: 'data';
      readonly responseKey: string;
      /** The response key as JSON, colon included. */
      readonly prefix: string;
      /** Key of the merged data under which the value lies. */
      readonly source: string;
      readonly type: ValueShape;
    }
  | { readonly kind: 'typename'; readonly prefix: string }
  | { readonly kind: 'introspection'; readonly prefix: string; readonly nodes: readonly FieldNode[] }
  | {
      /** Not shown to this caller, and not fetched. */
      readonly kind: 'denied';
      readonly responseKey: string;
      readonly prefix: string;
      readonly nonNull: boolean;
      readonly error: PublicError;
    };

/** A value of the answer. */
export type ValueShape = LeafShape | ListShape | ObjectShape;

interface AnyShape {
  readonly nonNull: boolean;
  /** The field it belongs to, for example `Person.name`. */
  readonly coordinate: string;
}

interface LeafShape extends AnyShape {
  readonly kind: 'leaf';
  /** The JSON of a value that is not null; undefined when it cannot stand here. */
  write(value: unknown): string | undefined;
}

interface ListShape extends AnyShape {
  readonly kind: 'list';
  readonly of: ValueShape;
}

interface ObjectShape extends AnyShape {
  readonly kind: 'object';
  /** The object's type by the `__typename` it came with; undefined when that type cannot stand here. */
  typeOf(name: unknown): GraphQLObjectType | undefined;
  /** Why objects of a type are not shown to this caller; null where all are. */
  readonly denialOf: ((type: GraphQLObjectType) => PublicError | null) | null;
  readonly selection: SelectionShape;
}

/** How a shape is made. */
export interface ShapeContext extends CollectContext {
  readonly sourceOf: (field: FieldNode) => string;
  /** What the caller may not see; null where that is nothing. */
  readonly denials: Denials | null;
}

/** The shape of merged selection sets. Types are worked out when they first occur. */
export function selectionShape(sets: readonly SelectionSetNode[], context: ShapeContext): SelectionShape {
  const known = new Map<GraphQLObjectType, readonly FieldShape[]>();
  return {
    fieldsOf(type) {
      const found = known.get(type);
      if (found) return found;
      const fields = new CollectedFields(type, context).add(sets).entries();
      const shapes = fields.map(([key, nodes]) => fieldShape(type, { key, nodes }, context));
      known.set(type, shapes);
      return shapes;
    },
  };
}

interface CollectedField {
  readonly key: string;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

function fieldShape(parent: GraphQLObjectType, { key, nodes }: CollectedField, context: ShapeContext): FieldShape {
  const [first] = nodes;
  const name = first.name.value;
  const prefix = `${JSON.stringify(key)}:`;
  if (name === '__typename') return { kind: 'typename', prefix };
  if (name === '__schema' || name === '__type') return { kind: 'introspection', prefix, nodes };
  const definition = fieldDefinition(context.schema, parent, name);
  if (!definition) throw new Error(`${parent.name} has no field ${name}, though the query passed validation`);
  const denied = context.denials?.field(parent, name);
  if (denied)
    return { kind: 'denied', responseKey: key, prefix, nonNull: isNonNullType(definition.type), error: denied };
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const site = {
    coordinate: `${parent.name}.${name}`,
    selection: selectionShape(sets, context),
    schema: context.schema,
    denialOf: context.denials?.type ?? null,
    // Where rules differ by type, what does not tell its own is not shown.
    typeMatters: context.denials !== null || tellsTypesApart(getNamedType(definition.type), sets, context),
  };
  const type = valueShape(definition.type, site);
  return { kind: 'data', responseKey: key, prefix, source: context.sourceOf(first), type };
}

interface Site {
  readonly coordinate: string;
  readonly selection: SelectionShape;
  readonly schema: GraphQLSchema;
  readonly denialOf: ObjectShape['denialOf'];
  /** Whether the answer differs by which of several types an object is of. */
  readonly typeMatters: boolean;
}

function valueShape(type: GraphQLOutputType, site: Site, nonNull = false): ValueShape {
  const { coordinate, selection, schema, denialOf, typeMatters } = site;
  if (isNonNullType(type)) return valueShape(type.ofType, site, true);
  if (isListType(type)) return { kind: 'list', nonNull, coordinate, of: valueShape(type.ofType, site) };
  if (isLeafType(type)) return { kind: 'leaf', nonNull, coordinate, write: leafWriter(type) };
  return { kind: 'object', nonNull, coordinate, typeOf: typeLookup(type, schema, typeMatters), denialOf, selection };
}

// oxlint-disable-next-line max-params -- of what, where, and whether it has to be exact
function typeLookup(type: GraphQLOutputType, schema: GraphQLSchema, typeMatters: boolean): ObjectShape['typeOf'] {
  const named = getNamedType(type);
  if (isObjectType(named)) return () => named;
  if (!isAbstractType(named)) throw new Error(`${named.name} cannot have fields`);
  const members = schema.getPossibleTypes(named);
  const possible = new Map<unknown, GraphQLObjectType>(members.map((member) => [member.name, member]));
  // A subgraph that has the interface as an object (`@interfaceObject`) knows no more of its objects than that.
  const [any] = members;
  if (!typeMatters && any) possible.set(named.name, any).set(undefined, any);
  return (name) => possible.get(name);
}

type LeafWriter = (value: unknown) => string | undefined;

/** Values a subgraph may give for a leaf. Custom scalars are opaque to the gateway. */
function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (type instanceof GraphQLEnumType) {
    const names = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => names.get(value);
  }
  return BUILT_IN[type.name] ?? textOfAny;
}

const BUILT_IN: Readonly<Record<string, LeafWriter>> = {
  Int: (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : undefined),
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? JSON.stringify(value) : undefined),
  String: (value) => (typeof value === 'string' ? textOfString(value) : undefined),
  Boolean: (value) => (value === true ? 'true' : value === false ? 'false' : undefined),
  ID: (value) => {
    if (typeof value === 'string') return textOfString(value);
    return typeof value === 'number' && Number.isInteger(value) ? String(value) : undefined;
  },
};
