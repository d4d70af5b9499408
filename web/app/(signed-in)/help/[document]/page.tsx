import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { DocumentPage } from '../../../../features/help/document-page.tsx';
import { documentFor } from '../../../../features/help/library.ts';

interface Props {
  readonly params: Promise<{ readonly document: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = documentFor((await params).document, await getLocale());
  return { title: found?.outline.title ?? null };
}

export default async function Page({ params }: Props) {
  const found = documentFor((await params).document, await getLocale());
  if (!found) notFound();
  return <DocumentPage document={found} />;
}
