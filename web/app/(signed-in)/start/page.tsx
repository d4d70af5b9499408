import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PhoneLink } from '../../../features/phone-link/phone-link.tsx';
import { StartPage } from '../../../features/start/start-page.tsx';
import { AddTracker } from '../../../features/trackers/add-tracker.tsx';
import { ImportZones } from '../../../features/zones/import/import-zones.tsx';
import { AddPlace } from '../../../features/zones/site/add-place.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('start');
  return { title: t('title') };
}

export default function Page() {
  return (
    <>
      <StartPage />
      <AddPlace />
      <ImportZones />
      <AddTracker />
      <PhoneLink />
    </>
  );
}
