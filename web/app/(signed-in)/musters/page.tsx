import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MustersPage } from '../../../features/musters/musters-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('musters');
  return { title: t('title') };
}

export default function Page() {
  return <MustersPage />;
}
