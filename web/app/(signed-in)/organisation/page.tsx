import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OrganisationPage } from '../../../features/organisation/organisation-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('organisation');
  return { title: t('title') };
}

export default function Page() {
  return <OrganisationPage />;
}
