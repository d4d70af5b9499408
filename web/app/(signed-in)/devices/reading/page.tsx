import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TrackerReading } from '../../../../features/devices/reading/tracker-reading.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices');
  return { title: t('sections.reading') };
}

export default function Page() {
  return <TrackerReading />;
}
