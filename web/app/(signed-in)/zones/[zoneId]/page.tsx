import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ZonePage } from '../../../../features/zones/zone-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('zonePages');
  return { title: t('zone') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly zoneId: string }> }) {
  const { zoneId } = await params;
  return <ZonePage key={zoneId} zoneId={zoneId} />;
}
