import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { KindsPage } from '../../../../features/zones/kinds/kinds-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('zonePages.kinds');
  return { title: t('title') };
}

export default function Page() {
  return <KindsPage />;
}
