'use client';

import { useTranslations } from 'next-intl';
import type { AuditQuery } from '../../__generated__/graphql.ts';

/** Who did something: a name where there is one that may be seen. */
export function ActorName({ actor }: { readonly actor: AuditQuery['auditEntries']['nodes'][number]['actor'] }) {
  const t = useTranslations('settings.actors');
  return <>{actor.user?.name ?? t(actor.kind)}</>;
}
