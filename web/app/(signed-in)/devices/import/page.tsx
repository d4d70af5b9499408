import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TrackImport } from '../../../../features/devices/tracks/track-import.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices');
  return { title: t('sections.import') };
}

export default function Page() {
  return <TrackImport />;
}
