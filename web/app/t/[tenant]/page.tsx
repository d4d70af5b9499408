import { notFound, redirect } from 'next/navigation';
import { SignIn } from '../../../features/sign-in/sign-in.tsx';
import { currentViewer } from '../../../graphql/current-viewer.ts';
import { isTenantSlug } from '../../../server/tenant-from-host.ts';

/** A tenant's door where there are no subdomains: to its overview when signed in to it, else to its sign-in. */
export default async function TenantDoor({ params }: { readonly params: Promise<{ readonly tenant: string }> }) {
  const { tenant } = await params;
  if (!isTenantSlug(tenant)) notFound();
  const answer = await currentViewer();
  if (answer.kind === 'data' && answer.data.viewer.tenant.slug === tenant) redirect('/');
  return <SignIn tenant={tenant} next="/" />;
}
