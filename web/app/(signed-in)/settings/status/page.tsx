import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StatusPage } from '../../../../features/status/status-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('systemStatus');
  return { title: t('title') };
}

export default function Page() {
  return <StatusPage />;
}
