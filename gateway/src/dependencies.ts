import type { Clock, Credentials, Logger, Measure, SubgraphExecutor, Viewer } from '@trekker/kit';

/** What the gateway stands on. It knows subgraphs by the supergraph's SDL and by these executors only. */
export interface GatewayDependencies {
  readonly supergraphSdl: string;
  /** By the name given to `join__graph` in the supergraph. */
  readonly subgraphs: ReadonlyMap<string, SubgraphExecutor>;
  /** The verified caller, or null for nobody. Fails with UNAUTHENTICATED or TOKEN_EXPIRED when a credential is bad. */
  authenticate(credentials: Credentials): Promise<Viewer | null>;
  /** Calls `listener` whenever rights shrink; everything live of a viewer that matches ends. Answers how to stop listening. */
  onRevoked(listener: (isRevoked: (viewer: Viewer) => boolean) => void): () => void;
  /** Why what lies behind the gateway cannot work now, or null when it can. */
  ready(): Promise<string | null>;
  /** What is wrong behind the gateway although it works, a line each; absent: nothing ever is. */
  readonly degraded?: () => Promise<readonly string[]>;
  /** What services count that run in this process, for `/metrics`; absent: nothing. */
  readonly measures?: readonly Measure[];
  readonly clock: Clock;
  readonly log: Logger;
}
