import { parseArgs } from 'node:util';

import { ConfigurationError, type Environment } from '@trekker/kit';

/**
 * What the command line sets, as the environment would: `npm start -- --executor stock` runs query plans with the
 * executor of @apollo/gateway, for comparison. Fails with a ConfigurationError that names an argument it does not know.
 */
export function environmentOf(args: readonly string[]): Environment {
  try {
    const { values } = parseArgs({ args: [...args], options: { executor: { type: 'string' } }, strict: true });
    return values.executor === undefined ? {} : { TREKKER_GATEWAY_EXECUTOR: values.executor };
  } catch (failure) {
    throw new ConfigurationError([failure instanceof Error ? failure.message : String(failure)]);
  }
}
