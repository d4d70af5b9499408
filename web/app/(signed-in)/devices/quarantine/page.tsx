import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { QuarantineList } from '../../../../features/devices/quarantine/quarantine-list.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices');
  return { title: t('sections.quarantine') };
}

export default function Page() {
  return <QuarantineList />;
}
