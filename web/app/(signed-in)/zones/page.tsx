import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ImportZones } from '../../../features/zones/import/import-zones.tsx';
import { AddPlace } from '../../../features/zones/site/add-place.tsx';
import { ZonesPage } from '../../../features/zones/zones-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('zonePages');
  return { title: t('title') };
}

export default function Page() {
  return (
    <>
      <ZonesPage />
      <AddPlace />
      <ImportZones />
    </>
  );
}
