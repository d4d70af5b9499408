import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotificationAdminPage } from '../../../features/notification-admin/notification-admin-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notificationAdmin');
  return { title: t('title') };
}

export default function Page() {
  return <NotificationAdminPage />;
}
