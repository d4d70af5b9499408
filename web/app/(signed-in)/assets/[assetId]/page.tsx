import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AssetPage } from '../../../../features/assets/asset-page.tsx';
import { PhoneLink } from '../../../../features/phone-link/phone-link.tsx';
import { AddTracker } from '../../../../features/trackers/add-tracker.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('assets');
  return { title: t('page.title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly assetId: string }> }) {
  const { assetId } = await params;
  return (
    <>
      <AssetPage key={assetId} assetId={assetId} />
      <AddTracker />
      <PhoneLink />
    </>
  );
}
