import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LiveMap } from '../../../features/live-map/live-map.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('map');
  return { title: t('title') };
}

export default function Page() {
  return <LiveMap />;
}
