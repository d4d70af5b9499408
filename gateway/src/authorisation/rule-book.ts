import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { requiredRules } from './required-rules.ts';
import { ruleReaders } from './read-rules.ts';
import type { Rule } from './rule.ts';

/** A rule and what tells it from all others. */
export interface BookedRule {
  readonly id: number;
  readonly rule: Rule;
}

/** What keeps somebody out of a type or field, given the ids of the rules that they break; undefined where nothing does. */
export type Verdict = (broken: ReadonlySet<number>) => Rule | undefined;

/** The rules of a supergraph by what they stand on. */
export interface RuleBook {
  /** Whether there is no rule at all. */
  readonly isEmpty: boolean;
  /** Every rule that may decide about a field of a type, or a type. */
  rulesFor(type: GraphQLObjectType, field: string | null): readonly BookedRule[];
  verdictOn(type: GraphQLObjectType, field: string | null): Verdict;
}

/** What is asked for of fields, or of types alike. */
export interface RuleBookOptions {
  /** Whether rules on types count; otherwise only those on fields do. */
  readonly types: boolean;
}

/**
 * Reads the rules of a supergraph. A field of an object type asks for its own rules, those of a scalar or enum it gives, and
 * of whatever it is worked out from. Rules of an interface come from composition, which gathers there what the types
 * behind it ask for, each for itself; a rule that none of these accounts for is the interface's own and holds for all of
 * them. (GHSA-mx7m-j9xf-62hw, GHSA-x33c-7c2v-mrj9)
 */
export function readRuleBook(schema: GraphQLSchema, { types }: RuleBookOptions): RuleBook {
  const read = ruleReaders(schema, types);
  const required = requiredRules(schema, read);
  const booked = new Map<string, BookedRule>();
  const known = new Map<string, readonly BookedRule[]>();

  function book(rules: readonly Rule[]): BookedRule[] {
    return rules.map((rule) => {
      const key = JSON.stringify(rule);
      const found = booked.get(key) ?? { id: booked.size, rule };
      booked.set(key, found);
      return found;
    });
  }

  /** The rules that stand on a type, or on a field of it. */
  function own(type: GraphQLObjectType | GraphQLInterfaceType, field: string | null): readonly BookedRule[] {
    const coordinate = `${type.name}.${field ?? ''}`;
    const found = known.get(coordinate);
    if (found) return found;
    const definition = field === null ? undefined : type.getFields()[field];
    const returned = definition && getNamedType(definition.type);
    const rules = definition
      ? [
          ...read.ofField(definition),
          ...(isLeafType(returned) ? read.ofType(returned) : []),
          ...required(type, definition),
        ]
      : read.ofType(type);
    const result = book(rules);
    known.set(coordinate, result);
    return result;
  }

  const implementers = (shared: GraphQLInterfaceType) => schema.getPossibleTypes(shared);
  const sharing = (type: GraphQLObjectType, field: string | null) =>
    type.getInterfaces().filter((shared) => own(shared, field).length > 0);

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    own(type, null);
    for (const field of Object.keys(type.getFields())) own(type, field);
  }

  return {
    isEmpty: booked.size === 0,
    rulesFor: (type, field) => [
      ...own(type, field),
      ...sharing(type, field).flatMap((shared) => [
        ...own(shared, field),
        ...implementers(shared).flatMap((other) => own(other, field)),
      ]),
    ],
    verdictOn: (type, field) => (broken) => {
      const breaks = (rules: readonly BookedRule[]) => rules.find(({ id }) => broken.has(id))?.rule;
      return (
        breaks(own(type, field)) ??
        sharing(type, field)
          .filter((shared) => !implementers(shared).some((other) => breaks(own(other, field))))
          .map((shared) => breaks(own(shared, field)))
          .find((rule) => rule !== undefined)
      );
    },
  };
}
