import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SchemaPage } from '../../../../features/developers/schema/schema-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('developers.schema');
  return { title: t('title') };
}

export default function Page() {
  return <SchemaPage />;
}
