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
  /** Decimals of each number; absent: as many as surveyors write. */
  readonly digits?: number;
  /** Whether it is sent by nobody. */
  readonly anonymous?: boolean;
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

/** A ring like a flower round a place. */
function flower({ vertices, digits = 15 }: Ring): number[][] {
  const rounded = (value: number) => Number(value.toFixed(digits));
  const ring = Array.from({ length: vertices - 1 }, (_, index) => {
    const angle = (2 * Math.PI * index) / (vertices - 1);
    const radius = 0.1 * (1 + 0.3 * Math.sin(angle * 50));
    return [rounded(4 + radius * Math.cos(angle)), rounded(52 + radius * Math.sin(angle))];
  });
  return [...ring, ring[0] ?? []];
}

// A client with an event loop of its own, so that what it does is no part of what is measured beside it.
const { origin, login } = workerData as Sending;
const client = await signIn(origin, login);
parentPort?.on('message', (ring: Ring) => void draw(ring));
parentPort?.postMessage('ready', []);

async function draw(ring: Ring): Promise<void> {
  const { name, anonymous = false } = ring;
  const boundary = { type: 'Polygon', coordinates: [flower(ring)] };
  const body = JSON.stringify({ query: CREATE, variables: { input: { name, kind: 'WORK_ZONE', boundary } } });
  const authorization = anonymous ? {} : { authorization: `Bearer ${client.token}` };
  const headers = { 'content-type': 'application/json', ...authorization };
  const response = await fetch(`${origin}/graphql`, { method: 'POST', headers, body });
  const sent: Sent = { status: response.status, bytes: Buffer.byteLength(body), text: await response.text() };
  parentPort?.postMessage(sent, []);
}
