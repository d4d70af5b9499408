import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ExportList } from '../../../../features/devices/exports/export-list.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices');
  return { title: t('sections.exports') };
}

export default function Page() {
  return <ExportList />;
}
