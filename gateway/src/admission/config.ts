import { integer, type Options } from '@trekker/kit';

/** How large operations and their answers may be. */
export const admissionOptions = {
  maxTokens: {
    env: 'TREKKER_GATEWAY_MAX_TOKENS',
    type: integer({ min: 100, max: 100_000 }),
    default: 1_000,
    doc: 'Most lexical tokens of a document; parsing stops there and the query is refused with QUERY_TOO_COMPLEX.',
  },
  maxDepth: {
    env: 'TREKKER_GATEWAY_MAX_DEPTH',
    type: integer({ min: 1, max: 100 }),
    default: 12,
    doc: 'Deepest nesting of fields, introspection apart; a deeper query is refused with QUERY_TOO_COMPLEX.',
  },
  maxSelections: {
    env: 'TREKKER_GATEWAY_MAX_SELECTIONS',
    type: integer({ min: 10, max: 100_000 }),
    default: 1_000,
    doc: 'Most fields of a query with every fragment counted once per use; more are refused with QUERY_TOO_COMPLEX.',
  },
  maxAliases: {
    env: 'TREKKER_GATEWAY_MAX_ALIASES',
    type: integer({ min: 0, max: 10_000 }),
    default: 30,
    doc: 'Most aliases of a query with every fragment counted once per use; more are refused with QUERY_TOO_COMPLEX.',
  },
  maxRootFields: {
    env: 'TREKKER_GATEWAY_MAX_ROOT_FIELDS',
    type: integer({ min: 1, max: 1_000 }),
    default: 10,
    doc: 'Most fields at the root of an operation, `__typename` included; more are refused with QUERY_TOO_COMPLEX.',
  },
  maxRepeats: {
    env: 'TREKKER_GATEWAY_MAX_REPEATS',
    type: integer({ min: 1, max: 1_000 }),
    default: 20,
    doc: 'How often one response key may be selected in one selection set; more is refused with QUERY_TOO_COMPLEX.',
  },
  maxDirectives: {
    env: 'TREKKER_GATEWAY_MAX_DIRECTIVES',
    type: integer({ min: 0, max: 1_000 }),
    default: 20,
    doc: 'Most directives of a query with every fragment counted once per use; more are refused with QUERY_TOO_COMPLEX.',
  },
  maxListCost: {
    env: 'TREKKER_GATEWAY_MAX_LIST_COST',
    type: integer({ min: 1_000, max: 100_000_000 }),
    default: 100_000,
    doc: 'Most fields an answer may hold when every list is as long as `first` allows; a larger one is refused with QUERY_TOO_COMPLEX.',
  },
  assumedListSize: {
    env: 'TREKKER_GATEWAY_ASSUMED_LIST_SIZE',
    type: integer({ min: 1, max: 1_000 }),
    default: 10,
    doc: 'Length assumed for a list without `first`, `last` or `limit` when its cost is estimated.',
  },
  budget: {
    env: 'TREKKER_GATEWAY_BUDGET',
    type: integer({ min: 0, max: 1_000_000_000 }),
    default: 5_000_000,
    doc: 'Most cost that one signed-in caller, or one address of those who are not, may ask of a gateway process at once, in fields as `TREKKER_GATEWAY_MAX_LIST_COST` counts them; more is refused with RATE_LIMITED. 0: there are no budgets, which is what `trekker-gateway` begins with.',
  },
  budgetPerSecond: {
    env: 'TREKKER_GATEWAY_BUDGET_PER_SECOND',
    type: integer({ min: 1, max: 1_000_000_000 }),
    default: 100_000,
    doc: 'How much of a used budget comes back each second.',
  },
} as const satisfies Options;
