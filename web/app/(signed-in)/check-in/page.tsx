import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CheckInPage } from '../../../features/check-in/check-in-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkIn');
  return { title: t('title') };
}

export default function Page() {
  return <CheckInPage />;
}
