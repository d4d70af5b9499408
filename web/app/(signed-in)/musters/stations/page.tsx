import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StationsPage } from '../../../../features/musters/stations/stations-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('musters.stations');
  return { title: t('title') };
}

export default function Page() {
  return <StationsPage />;
}
