import {
  getDirectiveValues,
  getNullableType,
  isInputObjectType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLDirective,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { tileAt, tileKey, type MapTile } from '@trekker/geo';
import type { FieldPath } from './live-field.ts';

/** What the SDL says by `@memberFilter` of an argument, or of a field of one: which records a list given there allows. */
export interface FilterRule {
  readonly argument: string;
  /** The field of the argument, or null where the argument itself is the list. */
  readonly field: string | null;
  /** What of a record decides. */
  readonly paths: readonly FieldPath[];
  /** Whether a record is allowed, by what lies at `paths`, by a list that was given. */
  allowing(list: readonly unknown[]): (values: readonly unknown[]) => boolean;
}

/** The rules of a field's arguments. Fails when one could not be left away, as it is in an upstream that many share. */
export function filterRules(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): FilterRule[] {
  const directive = schema.getDirective('memberFilter');
  if (!directive) return [];
  return field.args.flatMap((argument) => {
    const own = ruleOf(directive, argument, { argument: argument.name, field: null });
    const type = getNullableType(argument.type);
    const inner = isInputObjectType(type) ? Object.values(type.getFields()) : [];
    return [...own, ...inner.flatMap((each) => ruleOf(directive, each, { argument: argument.name, field: each.name }))];
  });
}

function ruleOf(
  directive: GraphQLDirective,
  { astNode, type, name }: GraphQLArgument | GraphQLInputField,
  where: Pick<FilterRule, 'argument' | 'field'>,
): FilterRule[] {
  const values = astNode && getDirectiveValues(directive, astNode);
  if (!values) return [];
  if (isNonNullType(type)) throw new Error(`@memberFilter of ${name}: it must be nullable, as null allows everything`);
  const { oneOf, tileOf } = values;
  if (typeof oneOf === 'string') return [{ ...where, paths: [oneOf.split('.')], allowing: oneOfList }];
  if (typeof tileOf === 'string') {
    const paths = tileOf.split(' ').map((path) => path.split('.'));
    if (paths.length === 2) return [{ ...where, paths, allowing: inTiles }];
  }
  throw new Error(`@memberFilter of ${name} must say either oneOf, or tileOf with the ways to latitude and longitude`);
}

function oneOfList(list: readonly unknown[]): (values: readonly unknown[]) => boolean {
  const allowed = new Set(list);
  return ([value]) => allowed.has(value);
}

function inTiles(list: readonly unknown[]): (values: readonly unknown[]) => boolean {
  const tiles = list.filter(isTile);
  const allowed = new Set(tiles.map(tileKey));
  const zooms = [...new Set(tiles.map(({ zoom }) => zoom))];
  return ([latitude, longitude]) => {
    if (typeof latitude !== 'number' || typeof longitude !== 'number') return false;
    return zooms.some((zoom) => allowed.has(tileKey(tileAt({ latitude, longitude }, zoom))));
  };
}

function isTile(value: unknown): value is MapTile {
  return typeof value === 'object' && value !== null && 'zoom' in value && 'x' in value && 'y' in value;
}
