import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlaybackPage } from '../../../features/playback/playback-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('playback');
  return { title: t('title') };
}

export default function Page() {
  return <PlaybackPage />;
}
