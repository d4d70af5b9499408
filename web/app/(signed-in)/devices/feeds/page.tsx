import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FeedList } from '../../../../features/devices/feeds/feed-list.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices');
  return { title: t('sections.feeds') };
}

export default function Page() {
  return <FeedList />;
}
