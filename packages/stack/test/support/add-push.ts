import { startSink } from './add-notifications.ts';
import type { Client } from './client.ts';

/** Keys of a browser that nobody has: those of the example of RFC 8291. */
export const BROWSER_KEYS = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
};

/** Lets a tenant's administrator and the deputy be told by a browser each; names that of the deputy. */
export async function addPush(clients: { readonly admin: Client; readonly deputy: Client }, marker: string) {
  const sink = await startSink();
  const subscribe = async (client: Client, name: string): Promise<string> => {
    const input = { endpoint: `${sink}/${name}`, ...BROWSER_KEYS, label: `Browser ${marker}` };
    return (await client.change('subscribeToPush', 'subscription { id }', input)).subscription.id;
  };
  await subscribe(clients.admin, 'admin');
  return { subscriptionId: await subscribe(clients.deputy, 'deputy') };
}
