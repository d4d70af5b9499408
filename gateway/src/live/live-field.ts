import {
  getDirectiveValues,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type GraphQLDirective,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { filterRules, type FilterRule } from './filter-rule.ts';

/** A way from an object to a value in it, by names of fields. */
export type FieldPath = readonly string[];

/** What the SDL says by `@live` of how a field of `Subscription` may be served. */
export interface LiveField {
  readonly name: string;
  /** The type of its events. */
  readonly event: GraphQLObjectType;
  /** Field of the event that says where the stream stands; two events of equal cursors stand at the same place. */
  readonly cursor: string;
  /** Argument that resumes behind such a cursor. */
  readonly after: string;
  /** Field of the event that says whether it holds everything rather than what changed. */
  readonly snapshot: string | null;
  /** Whether its events depend on who asks, so that no two actors may share a stream. */
  readonly isPersonal: boolean;
  /** How its events may be conflated and filtered; null: each is to be told whole, in order. */
  readonly records: LiveRecords | null;
}

/** The records of an event, one per entity, each the whole present state. */
export interface LiveRecords {
  /** Field of the event that lists them. */
  readonly field: string;
  /** Way from a record to what tells its entity from others. */
  readonly key: FieldPath;
  /** Field of the event that lists the keys of entities that no longer belong; null where that is not told. */
  readonly left: string | null;
  /** What decides for one subscriber which records it is told. */
  readonly filters: readonly FilterRule[];
}

/** The specification whose directives these are; others of the same names mean something else. */
const SPECIFICATION = /\/live\/v1\.\d+$/;

/** The live fields of a supergraph by name. Fails when a directive names what is not there. */
export function liveFields(schema: GraphQLSchema): ReadonlyMap<string, LiveField> {
  const known = FOUND.get(schema);
  if (known) return known;
  const directive = isLinked(schema) ? schema.getDirective('live') : null;
  const fields = directive ? Object.values(schema.getSubscriptionType()?.getFields() ?? {}) : [];
  const found = new Map(
    fields.flatMap((field) => {
      const live = directive && liveField(schema, directive, field);
      return live ? [[field.name, live] as const] : [];
    }),
  );
  FOUND.set(schema, found);
  return found;
}

const FOUND = new WeakMap<GraphQLSchema, ReadonlyMap<string, LiveField>>();

function isLinked({ astNode, extensionASTNodes }: GraphQLSchema): boolean {
  const links = [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []);
  return links.some(({ name, arguments: given = [] }) =>
    given.some(({ name: argument, value }) => {
      if (name.value !== 'link' || argument.value !== 'url' || value.kind !== Kind.STRING) return false;
      return SPECIFICATION.test(value.value);
    }),
  );
}

function liveField(
  schema: GraphQLSchema,
  directive: GraphQLDirective,
  field: GraphQLField<unknown, unknown>,
): LiveField | null {
  const values = field.astNode && getDirectiveValues(directive, field.astNode);
  if (!values) return null;
  const event = isNonNullType(field.type) ? field.type.ofType : field.type;
  const coordinate = `Subscription.${field.name}`;
  if (!isObjectType(event)) throw new Error(`@live of ${coordinate}: its events must be of an object type`);
  const has = (name: string) => event.getFields()[name] !== undefined;
  const need = (what: string): string => {
    const name = text(values, what);
    if (name === null) throw new Error(`@live of ${coordinate} must say ${what}`);
    return name;
  };
  const own = (name: string | null): string | null => {
    if (name !== null && !has(name)) throw new Error(`@live of ${coordinate}: ${event.name} has no field ${name}`);
    return name;
  };
  const after = need('after');
  if (!field.args.some(({ name }) => name === after)) {
    throw new Error(`@live of ${coordinate}: there is no argument ${after}`);
  }
  const list = own(text(values, 'records'));
  const live = { name: field.name, event, cursor: own(need('cursor')) ?? '', after };
  const records =
    list === null
      ? null
      : {
          field: requireList(event, list),
          key: need('key').split('.'),
          left: own(text(values, 'left')),
          filters: filterRules(schema, field),
        };
  return { ...live, isPersonal: values['personal'] === true, snapshot: own(text(values, 'snapshot')), records };
}

function requireList(event: GraphQLObjectType, name: string): string {
  const type = event.getFields()[name]?.type;
  if (type && isListType(isNonNullType(type) ? type.ofType : type)) return name;
  throw new Error(`@live: ${event.name}.${name} must be a list`);
}

function text(values: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}
