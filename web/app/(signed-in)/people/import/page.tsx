import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ImportPeoplePage } from '../../../../features/people/import/import-people-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.import');
  return { title: t('title') };
}

export default function Page() {
  return <ImportPeoplePage />;
}
