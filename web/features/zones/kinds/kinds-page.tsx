'use client';

import { useTranslations } from 'next-intl';
import type { GeofenceKind } from '../../../__generated__/graphql.ts';
import { useMay } from '../../../live/viewer-provider.tsx';
import { Section } from '../../../records/section.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { ZoneMark } from '../../../ui/zone-mark.tsx';
import { KINDS } from '../kind-field.tsx';
import type { Rules } from '../rules/rule-list.ts';
import { useKindDefaults } from '../rules/use-kind-defaults.ts';
import { RuleSentences } from '../rules-in-words.tsx';
import { ZonesFrame } from '../zones-frame.tsx';

/** Every kind of zone: what it is for, what counts in it, and the rules it has where none are given. */
export function KindsPage() {
  const t = useTranslations();
  const defaults = useKindDefaults();
  const mayEdit = useMay('geofences:write');
  return (
    <ZonesFrame
      title={t('zonePages.kinds.title')}
      action={mayEdit && <LinkButton href="/zones/new">{t('zonePages.draw.open')}</LinkButton>}
    >
      <p className="max-w-2xl px-4 text-muted md:px-0">{t('zonePages.kinds.lead')}</p>
      {defaults.loading && <SkeletonRows rows={8} label={t('zonePages.kinds.loading')} />}
      {defaults.failed && (
        <EmptyState
          icon="warning"
          title={t('zonePages.kinds.failed')}
          action={<Button onClick={defaults.reload}>{t('lists.retry')}</Button>}
        />
      )}
      <div className="grid items-start gap-4 px-4 md:px-0 lg:grid-cols-2">
        {KINDS.map((kind) => {
          const rules = defaults.of(kind);
          return rules && <KindSection key={kind} kind={kind} rules={rules} />;
        })}
      </div>
    </ZonesFrame>
  );
}

function KindSection({ kind, rules }: { readonly kind: GeofenceKind; readonly rules: Rules }) {
  const t = useTranslations();
  return (
    <Section title={t(`zones.kind.${kind}`)} action={<ZoneMark kind={kind} size={22} />}>
      <p>{t(`zonePages.kinds.meaning.${kind}`)}</p>
      <div className="flex flex-col gap-1 text-sm text-muted">
        <h3 className="font-medium text-text">{t('zonePages.kinds.rules')}</h3>
        <RuleSentences rules={rules} />
      </div>
    </Section>
  );
}
