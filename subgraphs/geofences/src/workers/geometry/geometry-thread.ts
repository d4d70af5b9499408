import { parentPort } from 'node:worker_threads';

import { runGeometryTask, type GeometryTask } from '../../domain/geofence/geometry-tasks.ts';

// One task at a time: the pool hands out the next when it has the answer.
parentPort?.on('message', (task: GeometryTask) => {
  parentPort?.postMessage(runGeometryTask(task), []);
});
