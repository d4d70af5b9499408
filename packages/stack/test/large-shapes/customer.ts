import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import type { Ring, Sending, Sent } from './send-shapes.ts';

/** A caller with an event loop of its own: what it does is no part of what is measured of the server. */
export interface Customer extends AsyncDisposable {
  /** Sends a geofence of one ring. */
  draw(ring: Ring): Promise<Sent>;
}

/** Signs a customer in. */
export async function startCustomer(sending: Sending): Promise<Customer> {
  const worker = new Worker(new URL('send-shapes.ts', import.meta.url), { workerData: sending });
  await once(worker, 'message');
  return {
    async draw(ring) {
      worker.postMessage(ring, []);
      const [sent] = (await once(worker, 'message')) as [Sent];
      return sent;
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
