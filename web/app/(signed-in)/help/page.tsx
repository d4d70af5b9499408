import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HelpPage } from '../../../features/help/help-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav');
  return { title: t('help') };
}

export default function Page() {
  return <HelpPage />;
}
