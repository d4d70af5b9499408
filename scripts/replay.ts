import { createLogger } from '../packages/kit/src/index.ts';
import { replayCommand } from '../packages/stack/src/replay/command.ts';

// `npm run replay -- --help` says what it does. Standard output is left to the result.

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => stop.abort(new Error(`stopped by ${signal}`)));

try {
  process.exitCode = await replayCommand(process.argv.slice(2), {
    environment: process.env,
    log: createLogger('warn', process.stderr),
    print: (line) => console.log(line),
    say: (line) => console.error(line),
    signal: stop.signal,
  });
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : String(failure));
  process.exitCode = 1;
}
