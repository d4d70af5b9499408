import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TrackersPage } from '../../../features/trackers/trackers-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('trackers');
  return { title: t('title') };
}

export default function Page() {
  return <TrackersPage />;
}
