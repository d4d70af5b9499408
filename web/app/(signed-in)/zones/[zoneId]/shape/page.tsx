import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DrawZonePage } from '../../../../../features/zones/draw/draw-zone-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('zonePages');
  return { title: t('shape') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly zoneId: string }> }) {
  const { zoneId } = await params;
  return <DrawZonePage key={zoneId} zoneId={zoneId} />;
}
