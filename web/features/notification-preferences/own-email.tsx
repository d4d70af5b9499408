'use client';

import { useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import { EmailForm } from '../../ui/email-form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormProblems } from '../../ui/use-form-problems.ts';
import { SET_OWN_EMAIL } from './documents.graphql.ts';

const FIELDS = ['email'] as const;

/** Where the signed-in user is told by e-mail. */
export function OwnEmail({ email, onSaved }: { readonly email: string | null; readonly onSaved: () => void }) {
  const t = useTranslations('notificationPreferences.email');
  const problems = useFormProblems(FIELDS);
  const [{ fetching }, set] = useMutation(SET_OWN_EMAIL);

  async function save(wanted: string | null): Promise<boolean> {
    const payload = (await set({ input: { email: wanted } })).data?.setOwnEmail;
    if (payload?.changed) {
      problems.clear();
      onSaved();
      return true;
    }
    problems.show(payload?.userErrors);
    return false;
  }

  const general = problems.of(null);
  const texts = { label: t('label'), hint: t('hint'), save: t('save'), saved: t('saved') };
  return (
    <section aria-label={t('title')} className="rounded-2xl border border-line bg-surface p-4 md:px-5">
      {general && <Notice tone="danger">{general}</Notice>}
      <EmailForm email={email} texts={texts} problem={problems.of('email')} busy={fetching} onSave={save} />
    </section>
  );
}
