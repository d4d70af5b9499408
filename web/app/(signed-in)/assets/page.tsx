import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AssetsPage } from '../../../features/assets/assets-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('assets');
  return { title: t('title') };
}

export default function Page() {
  return <AssetsPage />;
}
