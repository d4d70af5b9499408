import { parentPort, workerData } from 'node:worker_threads';

import { signIn } from '../support/client.ts';

/** What the thread is told to send. */
export interface Sending {
  readonly origin: string;
  readonly login: { readonly tenant: string; readonly name: string; readonly password: string };
}

/** A geofence of one ring. */
export interface Ring {
  readonly name: string;
  /** The closing one included. */
  readonly vertices: number;
}

/** What was answered. */
export interface Sent {
  readonly status: number;
  readonly bytes: number;
  readonly text: string;
}

const CREATE = `mutation Create($input: CreateGeofenceInput!) {
  createGeofence(input: $input) { geofence { id } userErrors { field code message } }
}`;

/** A ring like a flower round a place, with as many digits as surveyors write. */
function flower(vertices: number): number[][] {
  const ring = Array.from({ length: vertices - 1 }, (_, index) => {
    const angle = (2 * Math.PI * index) / (vertices - 1);
    const radius = 0.1 * (1 + 0.3 * Math.sin(angle * 50));
    return [4 + radius * Math.cos(angle), 52 + radius * Math.sin(angle)];
  });
  return [...ring, ring[0] ?? []];
}

// A client with an event loop of its own, so that what it does is no part of what is measured beside it.
const { origin, login } = workerData as Sending;
const client = await signIn(origin, login);
parentPort?.on('message', async ({ name, vertices }: Ring) => {
  const boundary = { type: 'Polygon', coordinates: [flower(vertices)] };
  const body = JSON.stringify({ query: CREATE, variables: { input: { name, kind: 'WORK_ZONE', boundary } } });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${client.token}` };
  const response = await fetch(`${origin}/graphql`, { method: 'POST', headers, body });
  const sent: Sent = { status: response.status, bytes: Buffer.byteLength(body), text: await response.text() };
  parentPort?.postMessage(sent);
});
parentPort?.postMessage('ready');
