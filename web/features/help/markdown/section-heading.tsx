import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import type { Heading } from './outline.ts';

/** A heading with an anchor, and a link to itself for whoever wants to pass it on. */
export function SectionHeading({ heading, children }: { readonly heading: Heading; readonly children: ReactNode }) {
  const t = useTranslations('help');
  const Tag = heading.depth === 2 ? 'h2' : heading.depth === 3 ? 'h3' : 'h4';
  return (
    <div
      className={heading.depth === 2 ? 'group mt-6 flex items-center gap-1.5' : 'group mt-3 flex items-center gap-1.5'}
    >
      <Tag
        id={heading.anchor}
        className={
          heading.depth === 2 ? 'scroll-mt-6 text-lg font-semibold tracking-tight' : 'scroll-mt-6 font-semibold'
        }
      >
        {children}
      </Tag>
      <a
        href={`#${heading.anchor}`}
        aria-label={t('anchor', { heading: heading.text })}
        className="rounded-md p-1 text-muted opacity-0 group-hover:opacity-100 hover:text-accent focus-visible:opacity-100"
      >
        <Icon name="link" size={16} />
      </a>
    </div>
  );
}
