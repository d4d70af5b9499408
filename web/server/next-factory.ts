import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';

/** The part of Next's server that is used here. */
export interface NextServer {
  prepare(): Promise<void>;
  getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close(): Promise<void>;
}

/** How Next is set up. */
export interface NextServerOptions {
  readonly dev: boolean;
  readonly dir: string;
  readonly hostname: string;
  readonly port: number;
  readonly quiet: boolean;
  readonly httpServer: Server;
}

/**
 * Next's factory. Its own types are not imported: they change `process.env` for everybody who imports this folder, other
 * services included, and do not describe a callable default export to Node.
 */
export const next = createRequire(import.meta.url)('next') as (options: NextServerOptions) => NextServer;
