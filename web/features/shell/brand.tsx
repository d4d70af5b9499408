import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useViewing } from '../../live/viewer-provider.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Whose site it is: the tenant's logo and name, or the product's logo. Leads to the overview. */
export function Brand() {
  const t = useTranslations('app');
  const { tenant } = useViewing().viewer;
  return (
    <Link
      href="/"
      aria-label={`${t('name')}: ${tenant.name}`}
      className="mx-3 flex min-w-0 items-center gap-3 self-center rounded-lg [grid-area:brand] md:justify-center xl:not-group-data-narrow/shell:justify-start xl:not-group-data-narrow/shell:px-1"
    >
      {tenant.brandLogo ? (
        // A logo drawn for paper is drawn on paper in the dark theme, too.
        <span className="flex size-9 shrink-0 items-center justify-center overflow-hidden rounded-lg border border-line bg-white p-1">
          {/* eslint-disable-next-line next/no-img-element -- a data address needs no optimising server */}
          <img src={tenant.brandLogo} alt="" className="max-h-full max-w-full object-contain" />
        </span>
      ) : (
        <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent text-accent-text">
          <Icon name="logo" size={22} />
        </span>
      )}
      <span className="min-w-0 leading-tight md:max-xl:sr-only xl:group-data-narrow/shell:sr-only">
        <span className="block truncate font-semibold tracking-tight">{tenant.name}</span>
        <span className="block truncate text-xs text-muted">{t('name')}</span>
      </span>
    </Link>
  );
}
