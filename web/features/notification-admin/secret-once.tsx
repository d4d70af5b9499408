import { useTranslations } from 'next-intl';
import { CopyField } from '../../ui/copy-field.tsx';
import { Notice } from '../../ui/notice.tsx';

/** A secret that is told now and never again. */
export function SecretOnce({ secret }: { readonly secret: string }) {
  const t = useTranslations('notificationAdmin.endpoint');
  return (
    <div className="flex flex-col gap-2">
      <Notice tone="warning">{t('once')}</Notice>
      <CopyField label={t('secret')} value={secret} labels={{ copy: t('copy'), copied: t('copied') }} />
    </div>
  );
}
