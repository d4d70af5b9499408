import { createWeb, webOptions } from '../server/index.ts';
import { e2eSettings } from './config.ts';

// A second web app beside the product, as an operator has it who set the options of the first argument (JSON); says
// where it listens and runs until it is told to stop.
const defaults = Object.fromEntries(Object.entries(webOptions).map(([name, option]) => [name, option.default]));
const set: object = JSON.parse(process.argv[2] ?? '{}');
const config = { ...defaults, port: 0, ...set } as Parameters<typeof createWeb>[0];
const quiet = { info() {}, error: (_about: unknown, message: string) => void process.stderr.write(`${message}\n`) };
const web = createWeb(config, { log: quiet, gatewayUrl: () => e2eSettings().gatewayUrl, devicePort: () => 5055 });
await web.start();
process.once('SIGTERM', () => void web.stop());
process.stdout.write(`${web.address()}\n`);
