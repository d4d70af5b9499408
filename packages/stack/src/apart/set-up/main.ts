import { createLogger, createSecret, parseDatabaseUrl, readConfig } from '@trekker/kit';

import { readConfiguration } from '../../configuration.ts';
import { webProcessOptions } from '../../config.ts';
import { setUpToken } from '../../set-up-token.ts';
import { createSteward } from '../steward.ts';

// Prints how the first administrator of an installation is made, once; for whoever runs its processes by other means
// than `npm run apart`, which prints it by itself.
const config = readConfiguration(process.env);
const { databaseUrl, secret, logLevel } = config.stack;
if (databaseUrl === null || secret === null) throw new Error('DATABASE_URL and TREKKER_SECRET must be set');
const steward = createSteward({
  config,
  address: parseDatabaseUrl(databaseUrl),
  secret: createSecret(secret),
  log: createLogger(logLevel),
});
const token = await steward.asOperator(async (tenancy) => ((await tenancy.isEmpty()) ? setUpToken(tenancy) : null));
const { publicUrl } = readConfig(webProcessOptions, process.env);
process.stdout.write(
  token === null
    ? 'This installation has a tenant already; its administrators invite whoever else may come.\n'
    : `Open this link once, within a day, to make the first administrator: ${publicUrl}/set-up#token=${token}\n`,
);
