import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { createLogger, readConfig } from '@trekker/kit';

import { stackOptions } from '../config.ts';
import { describeFailure } from '../describe-failure.ts';
import { restore } from './restore.ts';

const USAGE = `npm run restore -- --from <folder> --into <data folder|database address>

Makes an installation of a backup, ready to be started. Every byte of the backup is verified first.

  --from  the folder that \`npm run backup\` wrote
  --into  a data folder that is empty or not there yet; or an empty database, postgres://user:password@host:5432/name,
          as a superuser: files of the data folder, the secret among them, then go to TREKKER_DATA_DIR

Set TREKKER_SECRET where the backup does not hold the secret.`;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(new Error('stopped')));

try {
  const options = { from: { type: 'string' }, into: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: process.argv.slice(2).filter((one) => one !== '--'), options });
  const { from, into } = values;
  if (values.help || from === undefined || into === undefined) {
    process.stdout.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
  } else {
    const { dataDir, secret } = readConfig(stackOptions, process.env);
    const { manifest } = await restore({
      from: resolve(from),
      into: /^postgres(ql)?:/.test(into) ? into : resolve(into),
      dataDir: resolve(dataDir),
      secretText: secret,
      log: createLogger('warn', process.stderr),
      say: (line) => process.stdout.write(`  ${line}\n`),
      signal: stop.signal,
    });
    process.stdout.write(
      `Restored as of ${manifest.takenAt}. Never start it beside the installation it was taken from.\n`,
    );
  }
} catch (failure) {
  process.exitCode = 1;
  process.stderr.write(`${describeFailure(failure)}\n`);
}
