import { integer, type Options } from '@trekker/kit';

/** What an operator may set on planning. */
export const planningOptions = {
  planCacheEntries: {
    env: 'TREKKER_GATEWAY_PLAN_CACHE_ENTRIES',
    type: integer({ min: 1, max: 100_000 }),
    default: 1_000,
    doc: 'How many planned operations are kept; the one unused for longest leaves first.',
  },
  planCacheWeight: {
    env: 'TREKKER_GATEWAY_PLAN_CACHE_WEIGHT',
    type: integer({ min: 10_000, max: 1_000_000_000 }),
    default: 4_000_000,
    doc: 'Largest sum of the weights of kept operations, where a character of text weighs 1 and a field, fragments expanded, 20; it bounds what hostile queries can make the cache hold.',
  },
  maxPlanMs: {
    env: 'TREKKER_GATEWAY_MAX_PLAN_MS',
    type: integer({ min: 1, max: 60_000 }),
    default: 3_000,
    doc: 'Longest time in milliseconds to plan one new query; beyond it the query is refused with QUERY_TOO_COMPLEX, at once when it comes again within ten minutes.',
  },
  maxWaitingPlans: {
    env: 'TREKKER_GATEWAY_MAX_WAITING_PLANS',
    type: integer({ min: 1, max: 10_000 }),
    default: 100,
    doc: 'Most new queries waiting to be planned at once; more are refused with UNAVAILABLE.',
  },
  plannerIdleMs: {
    env: 'TREKKER_GATEWAY_PLANNER_IDLE_MS',
    type: integer({ min: 0, max: 86_400_000 }),
    default: 60_000,
    doc: 'Time in milliseconds without a new query after which the planner gives its memory back; the next one then waits about a second for it.',
  },
} as const satisfies Options;
