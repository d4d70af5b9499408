import { createLogger, readConfigs, runProcess } from '@trekker/kit';
import { createWeb, webOptions } from '@trekker/web';

import { stackOptions, webProcessOptions } from '../../config.ts';

// The web app as a process of its own, before a gateway elsewhere.
const options = { stack: stackOptions, process: webProcessOptions, web: webOptions };
const { stack, process: own, web: config } = readConfigs(options, process.env);
const log = createLogger(stack.logLevel);
const web = createWeb(config, { log, gatewayUrl: () => own.gatewayUrl, devicePort: () => own.devicePort });
await runProcess(web, { log, drainMs: 0, ready: () => ({ address: web.address() }) });
