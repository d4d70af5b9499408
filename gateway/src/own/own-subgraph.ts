import type { SubgraphRequest, SubgraphResult } from '@trekker/kit';
import { executeSync, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { describeCharge, type Charge } from '../admission/budgets.ts';
import { Lru } from '../document/lru.ts';
import { ownSubgraphName } from '../planner/subgraph-addresses.ts';

/** What of a supergraph the gateway answers itself, asked like a subgraph: fields that only it can know about. */
export interface OwnSubgraph {
  /** As the supergraph calls it. */
  readonly name: string;
  /** @param charge what the operation took of its caller's budget; null where nothing was taken. */
  answer(request: Pick<SubgraphRequest, 'document'>, charge: Charge | null): SubgraphResult;
}

const KEPT_DOCUMENTS = { entries: 200, weight: 1_000_000 };

/** Null where the supergraph was composed without `schema/gateway.graphql` at its address. */
export function createOwnSubgraph(schema: GraphQLSchema): OwnSubgraph | null {
  const name = ownSubgraphName(schema);
  if (name === undefined) return null;
  const documents = new Lru<DocumentNode>(KEPT_DOCUMENTS);
  return {
    name,
    answer({ document: text }, charge) {
      const document = documents.get(text) ?? parse(text, { noLocation: true });
      documents.set(text, document, text.length);
      const rateLimit = charge && rateLimitOf(charge);
      return executeSync({ schema, document, rootValue: { rateLimit } });
    },
  };
}

/** A charge as the type `RateLimit`; null without budgets. */
function rateLimitOf(charge: Charge) {
  return charge.limit === null ? null : { ...describeCharge(charge), requested: Math.ceil(charge.cost) };
}
