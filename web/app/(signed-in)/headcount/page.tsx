import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HeadcountPage } from '../../../features/headcount/headcount-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('headcount');
  return { title: t('title') };
}

export default function Page() {
  return <HeadcountPage />;
}
