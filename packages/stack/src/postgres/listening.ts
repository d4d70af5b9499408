import { freePorts } from '../free-ports.ts';
import type { PostgresAddress } from './address.ts';
import { SUPERUSER } from './cluster.ts';
import type { Place } from './place.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { makeSocketFolder, SOCKET_PORT } from './socket-folder.ts';

/** How clients reach the server. */
export type Transport = 'socket' | 'tcp';

/** The unix socket, but on Windows, where Node cannot open one. */
export const defaultTransport: Transport = process.platform === 'win32' ? 'tcp' : 'socket';

/** Where this cluster's server is to listen; the same again while a survivor listens there. */
export async function chooseAddress(
  place: Place,
  { transport, password }: { transport: Transport; password: string },
): Promise<PostgresAddress> {
  const who = { user: SUPERUSER, password, database: 'postgres' };
  if (transport === 'tcp') return { host: '127.0.0.1', socketPath: null, port: await tcpPort(place), ...who };
  return { host: null, socketPath: await makeSocketFolder(place.clusterDir, place.user), port: SOCKET_PORT, ...who };
}

async function tcpPort({ clusterDir }: Place): Promise<number> {
  const file = readPostmasterFile(clusterDir);
  if (file?.host) return file.port;
  const [port = 0] = await freePorts(1);
  return port;
}
