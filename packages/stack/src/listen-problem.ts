import type { Configuration } from './configuration.ts';

/**
 * A failure to start as a sentence about the port or address that could not be had, with the option that chooses another;
 * any other failure as it is.
 */
export function explained(failure: unknown, { gateway, web, subgraphs: { positions } }: Configuration): unknown {
  const refused = listenFailure(failure);
  if (!refused) return failure;
  const { code, address = '', port } = refused;
  const options = [
    { port: gateway.port, portOption: 'TREKKER_GATEWAY_PORT', hostOption: 'TREKKER_WEB_HOST' },
    { port: positions.phonePort, portOption: 'TREKKER_POSITIONS_PHONE_PORT', hostOption: 'TREKKER_HOST' },
    { port: web.port, portOption: 'TREKKER_WEB_PORT', hostOption: 'TREKKER_WEB_HOST' },
  ];
  const { portOption, hostOption } = options.find((option) => option.port === port) ?? {};
  if (!portOption || !hostOption) return failure;
  const problem = {
    EADDRINUSE: `port ${port} of ${address} is taken by another program: stop that, or set ${portOption} to another port`,
    EACCES: `port ${port} may not be used by this user: set ${portOption} to one above 1023`,
    EADDRNOTAVAIL: `${address} is no address of this machine: set ${hostOption} to one that is`,
  }[code];
  return problem === undefined ? failure : new Error(problem, { cause: failure });
}

interface ListenFailure {
  readonly code: string;
  readonly address?: string;
  readonly port?: number;
}

/** What the system said when a server wanted to listen, or null when something else failed. */
function listenFailure(failure: unknown): ListenFailure | null {
  if (!(failure instanceof Error)) return null;
  if ('syscall' in failure && failure.syscall === 'listen' && 'code' in failure)
    return failure as Error & ListenFailure;
  return listenFailure(failure.cause);
}
