'use client';

import { useTranslations } from 'next-intl';
import { UnitFilter } from '../../../lists/unit-filter.tsx';
import { textIn } from '../../../lists/address.ts';
import { useAddress } from '../../../lists/use-address.ts';
import { useUnits } from '../../../lists/use-units.ts';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { Panel } from '../../../ui/panel.tsx';
import { PartState } from '../part-state.tsx';
import { TrackerChoice } from '../tracker-choice.tsx';
import { SCOPE_RULES, TRACKER_RULES } from './documents.graphql.ts';
import { RuleForm } from './rule-form.tsx';

/** Which positions are refused or pointed out, for the whole tenant, a unit or a tracker. */
export function RuleSettings() {
  const t = useTranslations('devices.rules');
  const address = useAddress();
  const units = useUnits();
  const { scope, trackerId, unitId } = scopeIn(address.parameters);
  return (
    <>
      <Panel title={t('scope')}>
        <p className="mb-3 max-w-3xl text-sm text-muted">{t('lead')}</p>
        <div className="flex flex-wrap items-end gap-4">
          {!trackerId && <UnitFilter address={address} units={units} />}
          <TrackerChoice
            label={t('tracker')}
            trackerId={trackerId}
            onChoose={(tracker) => address.change({ tracker, unit: null })}
          />
        </div>
        <p role="status" className="mt-3 text-sm font-medium">
          {t(`scopes.${scope}`, { unit: units.byId.get(unitId ?? '')?.name ?? '' })}
        </p>
      </Panel>
      <ScopeRules key={unitId ?? trackerId} unitId={unitId} trackerId={trackerId} />
    </>
  );
}

/** What is set for a unit, a tracker or, without either, the tenant. Another scope begins anew: nobody edits the rules of the last. */
function ScopeRules({ unitId, trackerId }: { readonly unitId: string | null; readonly trackerId: string | null }) {
  const set = useLastingQuery({
    query: SCOPE_RULES,
    variables: { unitId, trackerId },
    requestPolicy: 'cache-and-network',
  });
  const held = useLastingQuery({
    query: TRACKER_RULES,
    variables: { trackerId: trackerId ?? '' },
    pause: trackerId === null,
    requestPolicy: 'cache-and-network',
  });
  return (
    <>
      <PartState answer={set} />
      {set.data && (
        <RuleForm
          scope={{ unitId, trackerId }}
          set={set.data.filterRules}
          held={held.data?.tracker?.filterRules ?? []}
          onSaved={() => {
            set.reload();
            held.reload();
          }}
        />
      )}
    </>
  );
}

/** For whom the address asks: a tracker, else a unit, else the whole tenant. */
function scopeIn(address: URLSearchParams) {
  const trackerId = textIn(address, 'tracker');
  if (trackerId) return { scope: 'TRACKER', trackerId, unitId: null } as const;
  const unitId = textIn(address, 'unit');
  return { scope: unitId ? 'UNIT' : 'TENANT', trackerId: null, unitId } as const;
}
