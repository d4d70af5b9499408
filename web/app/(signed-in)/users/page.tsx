import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { UsersPage } from '../../../features/users/users-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('users');
  return { title: t('title') };
}

export default function Page() {
  return <UsersPage />;
}
