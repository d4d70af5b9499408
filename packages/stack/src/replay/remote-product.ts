import { createApi, type Api } from '../demo/api.ts';
import { isBehind, patientApi } from '../demo/patient-api.ts';
import { createConnection } from './post-positions.ts';
import { API_PATIENCE_MS, type Product } from './product.ts';

/** Where a product runs that somebody else started, and what opens it. */
export interface RemoteOptions {
  /** Base address of GraphQL, for example `http://localhost:4000`. */
  readonly url: URL;
  /** Base address of the HTTP intake, for example `http://localhost:5055`. */
  readonly devicesUrl: URL;
  /** Token of the door. */
  readonly ingestToken: string;
  /** Access token of a tenant's administrator. */
  readonly accessToken: string;
}

/** Meets a running product. Fails when its API or its door does not let us in. */
export async function meetRemoteProduct(options: RemoteOptions): Promise<Product> {
  const graphqlUrl = new URL('graphql', withSlash(options.url)).href;
  const door = new URL(`i/${encodeURIComponent(options.ingestToken)}/`, withSlash(options.devicesUrl));
  const api = createApi(graphqlUrl, options.accessToken);
  await api.run('query ReplayViewer { viewer { tenant { id } } }').catch((cause: unknown) => {
    throw new Error(`${graphqlUrl} does not answer with TREKKER_TOKEN: ${describe(cause)}`, { cause });
  });
  await knock(door);
  return {
    graphqlUrl,
    door,
    api: async () => patientApi(createApi(graphqlUrl, options.accessToken), API_PATIENCE_MS),
    caughtUp: (timeoutMs) => passedBarrier(patientApi(createApi(graphqlUrl, options.accessToken), timeoutMs)),
    [Symbol.asyncDispose]: async () => {},
  };
}

function withSlash(url: URL): URL {
  return url.pathname.endsWith('/') ? url : new URL(`${url.pathname}/`, url);
}

/** Sends no positions at all, to hear whether the door is open. */
async function knock(door: URL): Promise<void> {
  const connection = createConnection();
  const posted = await connection.post(door, []);
  connection.close();
  if (posted.kind !== 'acknowledged')
    throw new Error(`the intake at ${door.origin} does not take --token: ${posted.problem}`);
}

/**
 * A change of a geofence stands behind every acknowledged position in the log, and a reader that says so is answered only
 * when the change was derived from. So a tiny geofence comes, far from everything, and goes.
 */
async function passedBarrier(api: Api): Promise<boolean> {
  const { createGeofence } = await api.run<{ createGeofence: { geofence: { id: string } } }>(
    `mutation ReplayBarrier { createGeofence(input: { name: "End of a replay", kind: WORK_ZONE,
      circle: { latitude: -89, longitude: 0, radiusMeters: 1 } }) { geofence { id } } }`,
  );
  const input = { geofenceId: createGeofence.geofence.id };
  await api.run(
    'mutation ReplayBarrierEnd($input: ArchiveGeofenceInput!) { archiveGeofence(input: $input) { geofence { id } } }',
    { input },
  );
  try {
    await api.run('query ReplayBarrierPassed { visits(first: 1) { nodes { id } } }');
    return true;
  } catch (failure) {
    if (isBehind(failure)) return false;
    throw failure;
  }
}

function describe(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
