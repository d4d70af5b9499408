import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PreferencesPage } from '../../../../features/notification-preferences/preferences-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notificationPreferences');
  return { title: t('title') };
}

export default function Page() {
  return <PreferencesPage />;
}
