import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PhoneLink } from '../../../features/phone-link/phone-link.tsx';
import { AddTracker } from '../../../features/trackers/add-tracker.tsx';
import { TrackersPage } from '../../../features/trackers/trackers-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('trackers');
  return { title: t('title') };
}

export default function Page() {
  return (
    <>
      <TrackersPage />
      <AddTracker />
      <PhoneLink />
    </>
  );
}
