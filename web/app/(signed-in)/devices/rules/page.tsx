import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RuleSettings } from '../../../../features/devices/rules/rule-settings.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices');
  return { title: t('sections.rules') };
}

export default function Page() {
  return <RuleSettings />;
}
