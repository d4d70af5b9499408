import { getTranslations } from 'next-intl/server';
import { Icon } from '../../ui/icon.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The sign-in page. @param tenant the tenant the address names, or null when it has to be typed. */
export async function SignIn({ tenant, next }: { readonly tenant: string | null; readonly next: string }) {
  const t = await getTranslations();
  return (
    <div className="relative flex min-h-dvh flex-col">
      <GridBackdrop />
      <div className="flex justify-end p-4">
        <ThemeToggle />
      </div>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center px-4 pb-[14vh]">
        <p className="mb-6 flex items-center gap-2.5 text-xl font-semibold tracking-tight">
          <span className="text-accent">
            <Icon name="logo" size={30} />
          </span>
          {t('app.name')}
        </p>
        <div className="rounded-2xl border border-line bg-raised p-6 shadow-panel">
          <h1 className="text-lg font-semibold">{tenant ? t('signIn.to', { tenant }) : t('signIn.title')}</h1>
          <p className="mb-5 text-sm text-muted">{t('signIn.lead')}</p>
          <SignInForm tenant={tenant} next={next} />
        </div>
      </main>
    </div>
  );
}

function GridBackdrop() {
  return (
    <svg aria-hidden className="absolute inset-0 -z-10 size-full text-line">
      <defs>
        <pattern id="grid" width="64" height="64" patternUnits="userSpaceOnUse">
          <path d="M64 .5H.5V64" fill="none" stroke="currentColor" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#grid)" />
    </svg>
  );
}
