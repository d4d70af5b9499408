import { runAlone } from '@trekker/kit';

import { createGeofences, geofencesOptions } from './index.ts';

await runAlone({ options: geofencesOptions, create: createGeofences, environment: process.env });
