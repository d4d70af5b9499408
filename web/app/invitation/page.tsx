import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvitationForm } from '../../features/invitation/invitation-form.tsx';
import { FrontPage } from '../../ui/front-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('invitation');
  return { title: t('title'), referrer: 'no-referrer' };
}

/** Where the link of an invitation leads. */
export default async function InvitationPage() {
  const t = await getTranslations();
  return (
    <FrontPage product={t('app.name')} title={t('invitation.title')} lead={t('invitation.lead')}>
      <InvitationForm />
    </FrontPage>
  );
}
