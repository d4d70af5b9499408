import { createLogger, createSecret, migrate, parseDatabaseUrl, readConfig } from '@trekker/kit';

import { stackOptions } from '../../config.ts';
import { secretText } from '../../installation-secret.ts';
import { subgraphMigrations } from '../../subgraphs.ts';

// Brings the database of DATABASE_URL up to date, once before the processes of a new version start.
const config = readConfig(stackOptions, process.env);
if (config.databaseUrl === null || config.secret === null)
  throw new Error('DATABASE_URL and TREKKER_SECRET must be set');
await migrate({
  address: parseDatabaseUrl(config.databaseUrl),
  services: subgraphMigrations,
  secret: createSecret(await secretText(config, config.dataDir)),
  log: createLogger(config.logLevel),
});
