import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ImportZones } from '../../../../features/zones/import/import-zones.tsx';
import { AddPlace } from '../../../../features/zones/site/add-place.tsx';
import { EditPlace } from '../../../../features/zones/site/edit-place.tsx';
import { PlacesPage } from '../../../../features/zones/site/places-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('zonePages.places');
  return { title: t('title') };
}

export default function Page() {
  return (
    <>
      <PlacesPage />
      <AddPlace />
      <EditPlace />
      <ImportZones />
    </>
  );
}
