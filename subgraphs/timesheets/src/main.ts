import { runAlone } from '@trekker/kit';

import { createTimesheets, timesheetsOptions } from './index.ts';

await runAlone({ options: timesheetsOptions, create: createTimesheets, environment: process.env });
