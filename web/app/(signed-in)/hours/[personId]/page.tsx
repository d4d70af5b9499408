import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PersonWeekPage } from '../../../../features/hours/person-week-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('hours');
  return { title: t('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly personId: string }> }) {
  const { personId } = await params;
  return <PersonWeekPage personId={personId} />;
}
