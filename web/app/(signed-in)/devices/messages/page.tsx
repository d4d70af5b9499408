import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MessageList } from '../../../../features/devices/messages/message-list.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices');
  return { title: t('sections.messages') };
}

export default function Page() {
  return <MessageList />;
}
