import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import {
  createLogger,
  createLogTail,
  createSecret,
  memoryPubSub,
  openDatabase,
  readConfig,
  systemClock,
  type DatabaseAddress,
} from '@trekker/kit';
import { createOperatorDevices } from '@trekker/positions';

import { stackOptions } from '../config.ts';
import { describeFailure } from '../describe-failure.ts';
import { secretText } from '../installation-secret.ts';
import { withInstalledDatabase } from '../installed-database.ts';
import { runDevices } from './run-devices.ts';

const USAGE = `npm run devices -- attempts
npm run devices -- claim <organisation> <identifier>
npm run devices -- release <identifier>

Devices with protocols of their own (GT06, Teltonika, ...) in the installation of TREKKER_DATA_DIR, or of DATABASE_URL.

  attempts  those that reported lately and are nobody's: identifier, protocol, last address, first and last time, how often
            they were noted
  claim     makes a device an organisation's, named by its short name, whether it reported or not
  release   takes a device from whoever has it

Ends with 1 where a device is somebody else's, or nobody's.`;

const log = createLogger('warn', process.stderr);
try {
  const given = process.argv.slice(2).filter((one) => one !== '--');
  const { values, positionals } = parseArgs({
    args: given,
    options: { help: { type: 'boolean' } },
    allowPositionals: true,
  });
  const config = readConfig(stackOptions, process.env);
  const dataDir = resolve(config.dataDir);
  if (values.help || positionals.length === 0) process.stdout.write(`${USAGE}\n`);
  else {
    const secret = createSecret(await secretText(config, dataDir));
    const run = async (address: DatabaseAddress) => {
      const tail = createLogTail(memoryPubSub());
      await using database = openDatabase({ service: 'positions', address, secret, log, tail, maxConnections: 1 });
      const devices = createOperatorDevices({ database, clock: systemClock });
      const { lines, found } = await runDevices({ devices, database }, positionals);
      for (const line of lines) process.stdout.write(`${line}\n`);
      if (!found) process.exitCode = 1;
    };
    await withInstalledDatabase({ dataDir, databaseUrl: config.databaseUrl, log }, run);
  }
} catch (failure) {
  process.exitCode = 1;
  process.stderr.write(`${describeFailure(failure)}\n`);
}
