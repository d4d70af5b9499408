import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Keeping } from '../../../../features/devices/keeping/keeping.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices');
  return { title: t('sections.keeping') };
}

export default function Page() {
  return <Keeping />;
}
