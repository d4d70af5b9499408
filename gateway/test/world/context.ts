import type { SubgraphRequest } from '@trekker/kit';
import { GraphQLError } from 'graphql';
import type { PersonRow } from './data.ts';
import { Topic } from './topic.ts';

/** What resolvers of the test world are given. */
export interface WorldContext {
  readonly request: SubgraphRequest;
  readonly events: WorldEvents;
  /** Offsets this operation wrote. */
  readonly wrote: Record<string, number>;
}

/** Everything that happens in the test world. */
export class WorldEvents {
  readonly positions = new Topic<string[]>();
  readonly people = new Topic<PersonRow>();
}

/** An error the way subgraphs report those meant for callers. */
export function refusal(code: string, message: string, details: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...details } });
}
