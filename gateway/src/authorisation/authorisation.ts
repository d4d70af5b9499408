import type { Viewer } from '@trekker/kit';
import type { GraphQLSchema } from 'graphql';
import type { SelectedOperation } from '../document/select-operation.ts';
import { denialsOf, type Denials } from './denials.ts';
import { operationRules } from './operation-rules.ts';
import { readRuleBook, type BookedRule } from './rule-book.ts';
import { keeps, type Rights } from './rule.ts';

/** Who decides what callers may. */
export interface Authority {
  rightsOf(viewer: Viewer | null): Rights;
  /** Whether rules on types count, or only those on fields. */
  readonly types: boolean;
}

/** The rules of one supergraph. */
export interface Authorisation {
  /** What of an operation this caller may not see; null where that is nothing. */
  denials(operation: { readonly selected: SelectedOperation }, viewer: Viewer | null): Denials | null;
}

/** What an authorisation is made of. */
export interface AuthorisationParts {
  /** Null where rules are enforced by others only. */
  readonly authority: Authority | null;
  readonly supergraph: GraphQLSchema;
  readonly api: GraphQLSchema;
}

/** Reads the rules of a supergraph; what they come to is worked out once for each set of rules that is broken. */
export function createAuthorisation({ authority, supergraph, api }: AuthorisationParts): Authorisation {
  const book = readRuleBook(supergraph, { types: authority?.types ?? true });
  if (!authority || book.isEmpty) return { denials: () => null };
  const rules = new WeakMap<object, readonly BookedRule[]>();
  const known = new Map<string, Denials>();
  return {
    denials(operation, viewer) {
      const asked = rules.get(operation) ?? operationRules({ book, supergraph, api }, operation.selected);
      rules.set(operation, asked);
      if (asked.length === 0) return null;
      const rights = authority.rightsOf(viewer);
      const broken = asked.filter(({ rule }) => !keeps(rights, rule)).map(({ id }) => id);
      if (broken.length === 0) return null;
      const { authenticated } = rights;
      const denials = denialsOf({ book, supergraph }, { ids: new Set(broken), authenticated });
      const same = known.get(denials.key);
      if (!same && known.size < MOST_KNOWN) known.set(denials.key, denials);
      return same ?? denials;
    },
  };
}

/** Sets of broken rules that are kept; how many there can be is up to the supergraph and the roles of its users. */
const MOST_KNOWN = 1_000;
