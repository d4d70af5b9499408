import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Overview } from '../../features/overview/overview.tsx';
import { StartCard } from '../../features/start/start-card.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('overview');
  return { title: t('title') };
}

export default function Page() {
  return <Overview first={<StartCard />} />;
}
