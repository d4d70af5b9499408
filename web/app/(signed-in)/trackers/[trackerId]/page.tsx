import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PhoneLink } from '../../../../features/phone-link/phone-link.tsx';
import { TrackerPage } from '../../../../features/trackers/tracker-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('trackers');
  return { title: t('page.title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly trackerId: string }> }) {
  const { trackerId } = await params;
  return (
    <>
      <TrackerPage key={trackerId} trackerId={trackerId} />
      <PhoneLink />
    </>
  );
}
