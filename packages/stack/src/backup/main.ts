import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { createLogger, createSecret, readConfig } from '@trekker/kit';

import { stackOptions } from '../config.ts';
import { describeFailure } from '../describe-failure.ts';
import { withInstalledDatabase } from '../installed-database.ts';
import { secretText } from '../installation-secret.ts';
import { takeBackup } from './take-backup.ts';

const USAGE = `npm run backup -- --to <folder> [--tenant <short name>]

Writes everything the installation keeps into a folder, as of one instant, while the installation goes on working.
It is that of TREKKER_DATA_DIR, or of DATABASE_URL, then as a superuser or a role with BYPASSRLS.

  --to      a folder that is empty or not there yet; whoever reads it reads everything, the secret included
  --tenant  only what belongs to one tenant; the secret is left out then`;

// What a command must not leave open ends with the process.
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(new Error('stopped')));

try {
  const options = { to: { type: 'string' }, tenant: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: process.argv.slice(2).filter((one) => one !== '--'), options });
  if (values.help || values.to === undefined) {
    process.stdout.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
  } else {
    const config = readConfig(stackOptions, process.env);
    const { databaseUrl } = config;
    const dataDir = resolve(config.dataDir);
    const log = createLogger('warn', process.stderr);
    const manifest = await withInstalledDatabase({ dataDir, databaseUrl, log }, async (address) =>
      takeBackup({
        address,
        secret: createSecret(await secretText(config, dataDir)),
        dataDir,
        folder: resolve(values.to ?? ''),
        tenant: values.tenant ?? null,
        say: (line) => process.stdout.write(`  ${line}\n`),
        signal: stop.signal,
      }),
    );
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const bytes = manifest.tables.reduce((sum, table) => sum + table.file.bytes, 0);
    const held = manifest.files.some(({ path }) => path === 'files/secret');
    process.stdout.write(
      `${rows} rows of ${manifest.tables.length} tables as of ${manifest.takenAt}, ${bytes} bytes. ` +
        `${held ? 'It holds the secret: keep it where only you can read it.' : 'It does not hold the secret: keep TREKKER_SECRET beside it.'}\n`,
    );
  }
} catch (failure) {
  process.exitCode = 1;
  process.stderr.write(`${describeFailure(failure)}\n`);
}
