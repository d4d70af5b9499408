import type { Plan } from './planner.ts';

/** What a planning thread says: one thing once it has read the supergraph, then one for each document. */
export type ThreadReply =
  | { readonly kind: 'ready'; readonly apiSchemaSdl: string }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'too complex' }
  | { readonly kind: 'unsound'; readonly field: string }
  | { readonly kind: 'failed'; readonly reason: string };
