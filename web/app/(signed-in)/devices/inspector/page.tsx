import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Inspector } from '../../../../features/devices/messages/inspector.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices');
  return { title: t('sections.inspector') };
}

export default function Page() {
  return <Inspector />;
}
