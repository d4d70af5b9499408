import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HoursPage } from '../../../features/hours/hours-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('hours');
  return { title: t('title') };
}

export default function Page() {
  return <HoursPage />;
}
