import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ShowCodePage } from '../../../../features/check-in/show-code-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkIn');
  return { title: t('show.title') };
}

export default function Page() {
  return <ShowCodePage />;
}
