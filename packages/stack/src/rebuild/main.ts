import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { actsRatherThanDerives, createLogger, readConfig } from '@trekker/kit';
import postgres from 'postgres';

import { stackOptions } from '../config.ts';
import { describeFailure } from '../describe-failure.ts';
import { withInstalledDatabase } from '../installed-database.ts';
import { connectionOptions } from '../postgres/connect.ts';
import { subgraphMigrations } from '../subgraphs.ts';
import { askRebuild, listProjections } from './ask-rebuild.ts';

const USAGE = `npm run rebuild -- <projection|all>

Has the running installation of TREKKER_DATA_DIR, or of DATABASE_URL, derive a projection anew from the event log, in one
process or in several, while it goes on taking positions. Readers see what was derived before until a head is done; what
comes out differently is told as a correction. Prints how many rows did. Without a name it lists the names.`;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(new Error('stopped')));

try {
  const options = { help: { type: 'boolean' } } as const;
  const given = process.argv.slice(2).filter((one) => one !== '--');
  const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true });
  const [wanted] = positionals;
  const { dataDir, databaseUrl } = readConfig(stackOptions, process.env);
  const installed = { dataDir: resolve(dataDir), databaseUrl, log: createLogger('warn', process.stderr) };
  if (values.help) process.stdout.write(`${USAGE}\n`);
  else {
    await withInstalledDatabase(installed, async (address) => {
      await using connection = new AsyncDisposableStack();
      const sql = postgres({ ...connectionOptions(address), max: 1, onnotice: () => {} });
      connection.defer(() => sql.end({ timeout: 5 }));
      const names = await listProjections(sql, subgraphMigrations);
      if (wanted === undefined) process.stdout.write(`${USAGE}\n\n${names.join('\n')}\n`);
      else if (wanted !== 'all' && !names.includes(wanted))
        throw new Error(`there is no projection ${wanted}; there are all, ${names.join(', ')}`);
      for (const name of names.filter((one) => wanted === 'all' || wanted === one)) {
        const say = (line: string) => process.stdout.write(`${line}\n`);
        const { problems } = await askRebuild(sql, name, { say, signal: stop.signal });
        for (const problem of problems) say(`  ${problem}`);
        if (problems.some((problem) => wanted !== 'all' || problem !== actsRatherThanDerives(name)))
          process.exitCode = 1;
      }
    });
  }
} catch (failure) {
  process.exitCode = 1;
  process.stderr.write(`${describeFailure(failure)}\n`);
}
