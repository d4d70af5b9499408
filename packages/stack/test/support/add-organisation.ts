import type { Client, Login } from './client.ts';

/** What all passwords begin with. */
export const PASSWORD = 'correct horse battery staple';

/** A company with a crew, and a dispatcher of the crew. */
export async function addOrganisation(client: Client, marker: string) {
  const company = await client.change('createUnit', 'unit { id }', { name: `Company ${marker}`, kind: 'COMPANY' });
  const parentId: string = company.unit.id;
  const crew = await client.change('createUnit', 'unit { id }', { name: `Crew ${marker}`, kind: 'CREW', parentId });
  const unitId: string = crew.unit.id;
  const clerk = { signInName: `clerk-${marker}`, name: `Clerk ${marker}`, password: `${PASSWORD} ${marker}` };
  const userId: string = (await client.change('createUser', 'user { id }', clerk)).user.id;
  const granted = await client.change('grantRole', 'grant { id }', { userId, role: 'DISPATCHER', unitId });
  return { companyId: parentId, unitId, userId, grantId: granted.grant.id as string };
}

/** Somebody who administers the tenant too, one invitation to be accepted and one to be taken back. */
export async function addUsers(
  client: Client,
  { marker, deputy, unitId }: { marker: string; deputy: Login; unitId: string },
): Promise<{ invitationToken: string; invitationId: string }> {
  const asked = { signInName: deputy.name, name: `Deputy ${marker}`, password: deputy.password };
  const { user } = await client.change('createUser', 'user { id }', asked);
  await client.change('grantRole', 'grant { id }', { userId: user.id, role: 'ADMINISTRATOR' });
  const invite = (name: string) => {
    const input = { signInName: `${name}-${marker}`, name: `${name} ${marker}`, role: 'DISPATCHER', unitId };
    return client.change('inviteUser', 'token invitation { id }', input);
  };
  const { token } = await invite('guest');
  return { invitationToken: token, invitationId: (await invite('nobody')).invitation.id };
}
