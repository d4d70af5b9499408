import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { UnknownDevices } from '../../../features/devices/unknown/unknown-devices.tsx';
import { PhoneLink } from '../../../features/phone-link/phone-link.tsx';
import { AddTracker } from '../../../features/trackers/add-tracker.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices');
  return { title: t('title') };
}

export default function Page() {
  return (
    <>
      <UnknownDevices />
      <AddTracker />
      <PhoneLink />
    </>
  );
}
