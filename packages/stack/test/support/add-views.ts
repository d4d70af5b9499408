import type { Client } from './client.ts';

/** Lets a tenant's administrator keep a view and the deputy share one; names that of the deputy. */
export async function addViews(clients: { readonly admin: Client; readonly deputy: Client }, marker: string) {
  const save = async (client: Client, shared: boolean): Promise<string> => {
    const input = { list: 'PEOPLE', name: `View ${marker} ${shared}`, parameters: `q=${marker}`, shared };
    return (await client.change('saveView', 'view { id }', input)).view.id;
  };
  await save(clients.admin, false);
  return { viewId: await save(clients.deputy, true) };
}
