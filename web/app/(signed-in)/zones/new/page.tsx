import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DrawZonePage } from '../../../../features/zones/draw/draw-zone-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('zonePages.draw');
  return { title: t('title') };
}

export default function Page() {
  return <DrawZonePage zoneId={null} />;
}
