import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MusterPage } from '../../../../features/musters/muster-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('musters');
  return { title: t('one') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly musterId: string }> }) {
  const { musterId } = await params;
  return <MusterPage key={musterId} musterId={musterId} />;
}
