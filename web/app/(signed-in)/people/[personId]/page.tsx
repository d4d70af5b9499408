import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PersonPage } from '../../../../features/people/person-page.tsx';
import { PhoneLink } from '../../../../features/phone-link/phone-link.tsx';
import { AddTracker } from '../../../../features/trackers/add-tracker.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people');
  return { title: t('page.title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly personId: string }> }) {
  const { personId } = await params;
  return (
    <>
      <PersonPage key={personId} personId={personId} />
      <AddTracker />
      <PhoneLink />
    </>
  );
}
