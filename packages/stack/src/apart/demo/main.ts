import {
  createLogger,
  createLogTail,
  createSecret,
  defineService,
  MAIN_PLACEMENT,
  memoryPubSub,
  parseDatabaseUrl,
  runProcess,
  serviceGroup,
  systemClock,
} from '@trekker/kit';
import { createTenancy } from '@trekker/tenancy';

import { readConfiguration } from '../../configuration.ts';
import { createDemo } from '../../demo/demo.ts';
import { demoLogins } from '../../demo/logins.ts';
import { addressesOf } from '../addresses.ts';

// The demo tenant and its simulated people as a process of their own.
const config = readConfiguration(process.env);
const { databaseUrl, secret, dataDir, logLevel, drainMs } = config.stack;
if (databaseUrl === null || secret === null) throw new Error('DATABASE_URL and TREKKER_SECRET must be set');
const log = createLogger(logLevel);
const clock = systemClock;
const { graphql, intake } = addressesOf(config);
const tenancy = createTenancy(config.subgraphs.tenancy, {
  placement: { name: MAIN_PLACEMENT, address: parseDatabaseUrl(databaseUrl) },
  secret: createSecret(secret),
  tail: createLogTail(memoryPubSub()),
  clock,
  log,
});
const demo = createDemo({
  dataDir,
  tenancy,
  logins: await demoLogins(dataDir),
  people: config.stack.demoPeople,
  vehicles: config.stack.demoVehicles,
  intervalMs: config.stack.demoIntervalMs,
  pastDays: config.stack.demoPastDays,
  clock,
  log,
  graphqlUrl: () => graphql,
  intakeUrl: () => intake,
});
await runProcess(serviceGroup('demo', [tenancy, defineService(demo)]), { log, drainMs, ready: () => ({}) });
