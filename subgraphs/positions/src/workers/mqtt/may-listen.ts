import type { Peer } from './peer.ts';

/**
 * Whether a connection may listen to a topic: only to what is said to its own device, `owntracks/<user>/<device>/cmd`
 * with the user name it signed in with, and to one device. Nobody hears what another device reports.
 */
export function mayListen(peer: Peer, topic: string): boolean {
  const [base, user, device, subtopic, ...more] = topic.split('/');
  if (base !== 'owntracks' || subtopic !== 'cmd' || more.length > 0 || /[+#]/.test(topic)) return false;
  if (!device || !user || user !== peer.signedIn?.userName) return false;
  peer.device ??= device;
  return peer.device === device;
}
