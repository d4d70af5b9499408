import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SetUpForm } from '../../features/set-up/set-up-form.tsx';
import { FrontPage } from '../../ui/front-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('setUp');
  return { title: t('title'), referrer: 'no-referrer' };
}

/** Where the one-time link of an installation's first start leads. */
export default async function SetUpPage() {
  const t = await getTranslations();
  return (
    <FrontPage product={t('app.name')} title={t('setUp.title')} lead={t('setUp.lead')}>
      <SetUpForm />
    </FrontPage>
  );
}
