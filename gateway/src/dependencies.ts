import type { Authority } from './authorisation/authorisation.ts';
import type { Example } from './graphiql/examples.ts';
import type { Clock, Credentials, Logger, Measure, SubgraphExecutor, Viewer } from '@trekker/kit';

/** A supergraph and what runs its operations. */
export interface Supergraph {
  readonly supergraphSdl: string;
  /** By the name given to `join__graph` in the supergraph. */
  readonly subgraphs: ReadonlyMap<string, SubgraphExecutor>;
}

/** What of requests is passed on to subgraphs. */
export interface ForwardRules {
  /** Names of header fields, in lower case. */
  readonly headers: readonly string[];
  /** Whether the payload of `connection_init` is passed on. */
  readonly connectionParams: boolean;
}

/** What the gateway stands on. It knows subgraphs by the supergraph's SDL and by these executors only. */
export interface GatewayDependencies extends Supergraph {
  /** The verified caller, or null for nobody. Fails with UNAUTHENTICATED or TOKEN_EXPIRED when a credential is bad. */
  authenticate(credentials: Credentials): Promise<Viewer | null>;
  /** Who decides what callers may; absent: their grants do, null: it is left to the subgraphs. */
  readonly authority?: Authority | null;
  /** Calls `listener` whenever rights shrink; everything live of a viewer that matches ends. Answers how to stop listening. */
  onRevoked(listener: (isRevoked: (viewer: Viewer) => boolean) => void): () => void;
  /** Why what lies behind the gateway cannot work now, or null when it can. */
  ready(): Promise<string | null>;
  /** What is wrong behind the gateway although it works, a line each; absent: nothing ever is. */
  readonly degraded?: () => Promise<readonly string[]>;
  /** What services count that run in this process, for `/metrics`; absent: nothing. */
  readonly measures?: readonly Measure[];
  /** What of requests is passed on to subgraphs; absent: nothing. */
  readonly forward?: ForwardRules;
  /** Manifests of trusted documents where the configuration names none; absent: none. */
  readonly trustedDocuments?: readonly string[];
  /** Operations that GraphiQL offers; absent: those of this product. */
  readonly examples?: () => Promise<readonly Example[]>;
  readonly clock: Clock;
  readonly log: Logger;
}
