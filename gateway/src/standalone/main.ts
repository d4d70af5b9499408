import { ConfigurationError, createLogger, runProcess, systemClock } from '@trekker/kit';
import { readArguments, USAGE } from './read-arguments.ts';
import { serveSupergraph } from './serve-supergraph.ts';

if (process.argv.includes('--help')) {
  process.stdout.write(`${USAGE}\n`);
} else {
  await run().catch((failure: unknown) => {
    if (!(failure instanceof ConfigurationError)) throw failure;
    process.stderr.write(`${failure.message}\n`);
    process.exitCode = 1;
  });
}

async function run(): Promise<void> {
  const settings = readArguments(process.argv.slice(2), process.env);
  const log = createLogger(settings.logLevel);
  const gateway = serveSupergraph(settings, { clock: systemClock, log });
  await runProcess(gateway, { log, drainMs: settings.gateway.drainMs, ready: () => ({ ...gateway.address() }) });
}
