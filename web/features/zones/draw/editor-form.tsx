'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { textOf, textsOf } from '../../../ui/form-text.ts';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { InputError } from '../../../ui/form-problems.ts';
import { useFormProblems } from '../../../ui/use-form-problems.ts';
import { hoursField } from '../hours/hours-draft.ts';
import { HoursField } from '../hours/hours-field.tsx';
import { RuleFields } from '../rules/rule-fields.tsx';
import { RULES } from '../rules/rule-list.ts';
import type { ShownZone } from '../zone-header.tsx';
import { useCorners } from './corners/use-corners.ts';
import { DrawMap } from './draw-map.tsx';
import { DrawTools } from './draw-tools.tsx';
import { firstEntries } from './first-entries.ts';
import type { KeptDrawing, WorkPlace } from './kept/kept-drawing.ts';
import { useUnsavedWork } from './kept/use-unsaved-work.ts';
import { useZoneWork } from './kept/use-zone-work.ts';
import { NameFields } from './name-fields.tsx';
import type { TriedShown } from './try/tried-shown.ts';
import { TryOnHistory } from './try/try-on-history.tsx';
import { usePlaceId } from './use-place-id.ts';
import { RepairOffer } from './repair-offer.tsx';
import { useRulesDraft } from './use-rules-draft.ts';
import { useSaveZone } from './use-save-zone.ts';
import { useZoneDraft } from './use-zone-draft.ts';

const MOST_SPANS = 100;
const SPANS = Array.from({ length: MOST_SPANS }, (_, index) => `span-${index}` as const);
const FIELDS = ['name', 'kind', 'placeId', 'activeHours', ...SPANS, ...RULES.map(({ name }) => name)] as const;
/** What lacks before anything is sent is told in words already. */
const OWN = { NO_SHAPE: ({ message }: InputError) => message };

/** The map beside everything else that is to be said of a zone. @param children stand above it. */
export function EditorForm({
  zone,
  place,
  kept,
  children,
}: {
  readonly zone: ShownZone | null;
  readonly place: WorkPlace;
  /** What to go on with; null: nothing. */
  readonly kept: KeptDrawing | null;
  readonly children: ReactNode;
}) {
  const t = useTranslations('zonePages.draw');
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const placeOfZone = usePlaceId(zone);
  const [first] = useState(() => firstEntries(zone, { kept, placeId: placeOfZone }));
  const [fields, setFields] = useState(first.fields);
  const [kind, setKind] = useState(first.kind);
  const [placeId, setPlaceId] = useState(first.placeId);
  const rulesDraft = useRulesDraft(zone, { kind, placeId, keptHours: first.hours });
  const draft = useZoneDraft(zone, kept);
  const corners = useCorners(draft, first.corners);
  const work = useZoneWork({ zone, kept, draft, corners, hours: rulesDraft.hours.hours, fields });
  const unsaved = useUnsavedWork(place, work, first.slot);
  const problems = useFormProblems(FIELDS, OWN);
  const [shapeRefused, setShapeRefused] = useState(false);
  const [shown, setShown] = useState<TriedShown | null>(null);
  const { save, busy } = useSaveZone(first.zoneId);

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
    if (lacksShape()) return;
    const payload = await save({ ...filled(), kind, geometry: draft.geometry() });
    if (payload?.geofence) {
      unsaved.forget();
      return router.push(`/zones/${payload.geofence.id}`);
    }
    problems.show(payload?.userErrors.map(atItsSpan));
    setShapeRefused(payload?.userErrors.some(({ field }) => field.includes('boundary')) ?? false);
  }

  /** Says what has to be there before anything can be sent; whether something has. */
  function lacksShape(): boolean {
    const lack = corners.isUnfinished ? t('corners.unfinished') : draft.shape ? null : t('noShape');
    if (lack === null) return false;
    corners.ask();
    problems.show([{ field: [], code: 'NO_SHAPE', message: lack }]);
    return true;
  }

  const general = problems.of(null);
  return (
    <div className="flex h-full flex-col md:flex-row md:gap-4 md:p-4">
      <DrawMap zone={zone} kind={kind} draft={draft} marked={corners.marked} tried={shown} />
      <form
        ref={form}
        onSubmit={(event) => void submit(event)}
        onInput={() => setFields(textsOf(form.current))}
        className="flex max-h-[55%] w-full shrink-0 flex-col gap-4 overflow-y-auto overscroll-contain border-line bg-surface p-4 max-md:border-t md:max-h-none md:w-96 md:rounded-2xl md:border"
      >
        <h1 className="text-xl font-semibold tracking-tight">
          {zone ? t('editTitle', { name: zone.name }) : t('title')}
        </h1>
        {children}
        {general && <Notice tone="danger">{general}</Notice>}
        {shapeRefused && <RepairOffer draft={draft} />}
        <DrawTools draft={draft} corners={corners} />
        <NameFields
          zone={zone}
          name={first.name}
          placeId={first.placeId}
          onPlace={setPlaceId}
          kind={kind}
          onKind={setKind}
          problemOf={problems.of}
        />
        <HoursField {...rulesDraft.hours} problemOf={problems.of} />
        <RuleFields {...rulesDraft.rules} zoneId={first.zoneId} kept={first.fields} problemOf={problems.of} />
        <TryOnHistory settings={tried} onShow={setShown} />
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
