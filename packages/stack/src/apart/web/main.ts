import { resolve } from 'node:path';

import { ConfigurationError, createLogger, readConfigs, runProcess } from '@trekker/kit';
import { createWeb, webOptions, webProblem } from '@trekker/web';

import { stackOptions, webProcessOptions } from '../../config.ts';

// The web app as a process of its own, before a gateway elsewhere.
const options = { stack: stackOptions, process: webProcessOptions, web: webOptions };
const { stack, process: own, web: config } = readConfigs(options, process.env);
const problem = webProblem(config);
if (problem) throw new ConfigurationError([problem]);
const log = createLogger(stack.logLevel);
const dataDir = resolve(stack.dataDir);
const web = createWeb(config, { log, gatewayUrl: () => own.gatewayUrl, devicePort: () => own.devicePort, dataDir });
await runProcess(web, { log, drainMs: 0, ready: () => ({ address: web.address() }) });
