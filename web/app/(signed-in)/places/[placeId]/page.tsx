import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlacePage } from '../../../../features/places/place-page.tsx';
import { ImportZones } from '../../../../features/zones/import/import-zones.tsx';
import { AddPlace } from '../../../../features/zones/site/add-place.tsx';
import { EditPlace } from '../../../../features/zones/site/edit-place.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('places');
  return { title: t('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly placeId: string }> }) {
  const { placeId } = await params;
  return (
    <>
      <PlacePage key={placeId} placeId={placeId} />
      <AddPlace />
      <EditPlace />
      <ImportZones />
    </>
  );
}
