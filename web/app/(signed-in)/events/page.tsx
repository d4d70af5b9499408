import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EventsPage } from '../../../features/events/events-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('events');
  return { title: t('title') };
}

export default function Page() {
  return <EventsPage />;
}
