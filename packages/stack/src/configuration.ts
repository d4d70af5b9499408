import { gatewayOptions } from '@trekker/gateway';
import { ConfigurationError, readConfigs, type Environment } from '@trekker/kit';
import { webOptions, webProblem } from '@trekker/web';

import { apartOptions, stackOptions } from './config.ts';
import { isLoopback } from './loopback.ts';
import { subgraphConfigs, subgraphOptions } from './subgraphs.ts';

/** Everything an operator set of an installation. */
export type Configuration = ReturnType<typeof readConfiguration>;

/**
 * Reads the options of every part of an installation. The demo is off where web or API leave loopback, as everybody could
 * sign in to it. Fails with one ConfigurationError that lists the problems of all parts.
 */
export function readConfiguration(environment: Environment) {
  const own = { stack: stackOptions, apart: apartOptions, gateway: gatewayOptions, web: webOptions };
  const options = { ...own, ...subgraphOptions };
  // The web app stands in front of the gateway in this very process and says for whom it asks.
  const behindWeb = { TREKKER_GATEWAY_TRUST_FORWARDED_FOR: 'true', ...environment };
  const { stack, apart, gateway, web } = readConfigs(options, behindWeb);
  const problem = webProblem(web);
  if (problem) throw new ConfigurationError([problem]);
  const demo = stack.demo && isLoopback(gateway.host) && isLoopback(web.host);
  return { stack: { ...stack, demo }, apart, gateway, web, subgraphs: subgraphConfigs(environment, { demo }) };
}
