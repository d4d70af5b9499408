import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { SignIn } from '../../features/sign-in/sign-in.tsx';
import { safeNextPath } from '../../features/sign-in/safe-next-path.ts';
import { currentViewer } from '../../graphql/current-viewer.ts';
import { requestContext } from '../../server/request-context.ts';
import { tenantFromHost } from '../../server/tenant-from-host.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('title') };
}

export default async function SignInPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly next?: string | string[] }>;
}) {
  const next = safeNextPath((await searchParams).next);
  if ((await currentViewer()).kind === 'data') redirect(next);
  const { origin, baseDomain } = requestContext();
  return <SignIn tenant={tenantFromHost(origin.hostname, baseDomain)} next={next} />;
}
