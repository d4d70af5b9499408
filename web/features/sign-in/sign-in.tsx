import { getTranslations } from 'next-intl/server';
import { FrontPage } from '../../ui/front-page.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The sign-in page. @param tenant the tenant the address names, or null when it has to be typed. */
export async function SignIn({ tenant, next }: { readonly tenant: string | null; readonly next: string }) {
  const t = await getTranslations();
  const title = tenant ? t('signIn.to', { tenant }) : t('signIn.title');
  return (
    <FrontPage product={t('app.name')} title={title} lead={t('signIn.lead')}>
      <SignInForm tenant={tenant} next={next} />
    </FrontPage>
  );
}
