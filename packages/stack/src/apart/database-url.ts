import type { DatabaseAddress } from '@trekker/kit';

/** The address as `DATABASE_URL` of processes that sign in with roles of their own: without user and password. */
export function databaseUrl({ host, socketPath, port, database, tls }: DatabaseAddress): string {
  const parameters = new URLSearchParams(socketPath ? { host: socketPath, port: String(port) } : {});
  if (tls) parameters.set('sslmode', tls);
  const place = socketPath ? '@' : `${host?.includes(':') ? `[${host}]` : host}:${port}`;
  const query = parameters.size ? `?${parameters.toString()}` : '';
  return `postgres://${place}/${encodeURIComponent(database)}${query}`;
}
