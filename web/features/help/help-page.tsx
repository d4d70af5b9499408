import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Icon } from '../../ui/icon.tsx';
import { HelpFrame } from './help-frame.tsx';
import { libraryFor, type LibraryDocument } from './library.ts';
import { StartLink } from './start-link.tsx';

/** Every guide and every reference, each with what it is about. */
export function HelpPage() {
  const t = useTranslations('help');
  const library = libraryFor(useLocale());
  return (
    <HelpFrame library={library} before={<h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>}>
      <p className="max-w-2xl text-muted">{t('lead')}</p>
      <StartLink />
      <Shelf name={t('guides')} documents={library.filter(({ kind }) => kind === 'guide')} />
      <Shelf name={t('references')} documents={library.filter(({ kind }) => kind === 'reference')} />
    </HelpFrame>
  );
}

function Shelf({ name, documents }: { readonly name: string; readonly documents: readonly LibraryDocument[] }) {
  return (
    <section aria-label={name} className="flex flex-col gap-3">
      <h2 className="font-semibold">{name}</h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {documents.map((document) => (
          <li key={document.name} lang={document.language}>
            <Link
              prefetch={false}
              href={`/help/${document.name}`}
              className="group flex h-full flex-col gap-1 rounded-2xl border border-line bg-surface p-4 hover:border-accent"
            >
              <span className="flex items-center gap-1 font-semibold group-hover:text-accent">
                {document.outline.title}
                <Icon name="chevron" size={16} />
              </span>
              <span className="line-clamp-3 text-sm text-muted">{document.outline.lead}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
