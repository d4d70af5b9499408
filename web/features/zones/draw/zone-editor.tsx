'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent } from 'react';
import type { GeofenceKind } from '../../../__generated__/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { textOf } from '../../../ui/form-text.ts';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { InputError } from '../../../ui/form-problems.ts';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
import { hoursField } from '../hours/hours-draft.ts';
import { HoursField } from '../hours/hours-field.tsx';
import { RuleFields } from '../rules/rule-fields.tsx';
import { RULES } from '../rules/rule-list.ts';
import type { ShownZone } from '../zone-header.tsx';
import { DrawMap } from './draw-map.tsx';
import { DrawTools } from './draw-tools.tsx';
import { NameFields } from './name-fields.tsx';
import { TryOnHistory } from './try-on-history.tsx';
import { usePlaceId } from './use-place-id.ts';
import { RepairOffer } from './repair-offer.tsx';
import { useRulesDraft } from './use-rules-draft.ts';
import { useSaveZone } from './use-save-zone.ts';
import { useZoneDraft } from './use-zone-draft.ts';

const MOST_SPANS = 100;
const SPANS = Array.from({ length: MOST_SPANS }, (_, index) => `span-${index}` as const);
const FIELDS = ['name', 'kind', 'placeId', 'activeHours', ...SPANS, ...RULES.map(({ name }) => name)] as const;

/** A zone being drawn: the map beside everything else that is to be said of it. @param zone null for a new one. */
export function ZoneEditor({ zone }: { readonly zone: ShownZone | null }) {
  const t = useTranslations('zonePages.draw');
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<GeofenceKind>(zone?.kind ?? 'WORK_ZONE');
  const placeId = usePlaceId(zone);
  const [chosenPlace, setChosenPlace] = useState(placeId);
  const rulesDraft = useRulesDraft(zone, { kind, placeId: chosenPlace });
  const draft = useZoneDraft(zone);
  const problems = useFormProblems(FIELDS);
  const [shapeRefused, setShapeRefused] = useState(false);
  const { save, busy } = useSaveZone(zone?.id ?? null);

  function filled() {
    const data = new FormData(form.current ?? undefined);
    const rules = rulesDraft.read(data);
    return {
      name: textOf(data, 'name').trim(),
      placeId: textOf(data, 'placeId') || null,
      ...(rules && { rules }),
    };
  }

  /** A zone that is there is compared with itself, a new one stands alone. */
  function tried() {
    const { name: _name, ...settings } = filled();
    if (!draft.shape) return null;
    return { ...(zone ? { geofenceId: zone.id } : { kind }), ...settings, ...draft.geometry() };
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!draft.shape) return problems.show([{ field: [], code: 'NONE_GIVEN', message: t('noShape') }]);
    const payload = await save({ ...filled(), kind, geometry: draft.geometry() });
    if (payload?.geofence) return router.push(`/zones/${payload.geofence.id}`);
    problems.show(payload?.userErrors.map(atItsSpan));
    setShapeRefused(payload?.userErrors.some(({ field }) => field.includes('boundary')) ?? false);
  }

  const general = problems.of(null);
  return (
    <div className="flex h-full flex-col md:flex-row md:gap-4 md:p-4">
      <DrawMap zone={zone} kind={kind} draft={draft} />
      <form
        ref={form}
        onSubmit={(event) => void submit(event)}
        className="flex max-h-[55%] w-full shrink-0 flex-col gap-4 overflow-y-auto overscroll-contain border-line bg-surface p-4 max-md:border-t md:max-h-none md:w-96 md:rounded-2xl md:border"
      >
        <h1 className="text-xl font-semibold tracking-tight">
          {zone ? t('editTitle', { name: zone.name }) : t('title')}
        </h1>
        {general && <Notice tone="danger">{general}</Notice>}
        {shapeRefused && <RepairOffer draft={draft} />}
        <DrawTools draft={draft} />
        <NameFields
          zone={zone}
          placeId={placeId}
          onPlace={setChosenPlace}
          kind={kind}
          onKind={setKind}
          problemOf={problems.of}
        />
        <HoursField {...rulesDraft.hours} problemOf={problems.of} />
        <RuleFields {...rulesDraft.rules} zoneId={zone?.id ?? null} problemOf={problems.of} />
        <TryOnHistory settings={tried} />
        <div className="mt-auto flex justify-end gap-2">
          <LinkButton href={zone ? `/zones/${zone.id}` : '/zones'}>{t('cancel')}</LinkButton>
          <Button type="submit" look="primary" disabled={busy}>
            {busy ? t('saving') : t('save')}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** A problem of hours by the part of the form it is about; any other as it is. */
function atItsSpan(error: InputError): InputError {
  const part = hoursField(error.field);
  return part === null ? error : { ...error, field: [part] };
}
