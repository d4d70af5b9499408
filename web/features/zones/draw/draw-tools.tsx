'use client';

import { useTranslations } from 'next-intl';
import type { DrawTool } from '../../../map/drawing/drawn-shape.ts';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { CornersField } from './corners/corners-field.tsx';
import { firstShape } from './corners/first-shape.ts';
import type { Corners } from './corners/use-corners.ts';
import { USUAL_WIDTH_METERS } from './shape-input.ts';
import type { ZoneDraft } from './use-zone-draft.ts';

const TOOLS: readonly DrawTool[] = ['polygon', 'circle', 'corridor', 'edit'];

/** What the pointer does on the map, and the shape in numbers, for whoever has none. */
export function DrawTools({ draft, corners }: { readonly draft: ZoneDraft; readonly corners: Corners }) {
  const t = useTranslations('zonePages.draw');
  const { tool, shape, map, setTool, put } = draft;

  function begin() {
    if (map) put({ drawn: firstShape(corners.list.kind, map.view()), widthMeters: USUAL_WIDTH_METERS });
  }
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-sm font-medium">{t('shape')}</legend>
      <div className="grid grid-cols-4 gap-1 rounded-lg border border-line bg-sunken p-1">
        {TOOLS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === tool}
            disabled={one === 'edit' && !shape}
            onClick={() => setTool(one)}
            className={classNames(
              'min-h-9 rounded-md px-1 text-sm font-medium disabled:opacity-50',
              one === tool ? 'bg-raised text-text shadow-sm' : 'text-muted hover:text-text',
            )}
          >
            {t(`tools.${one}`)}
          </button>
        ))}
      </div>
      <p className="text-sm text-muted" aria-live="polite">
        {t(`how.${tool}`)}
      </p>
      {!shape && map && corners.problems.length > 0 && (
        <Button className="self-start" onClick={begin}>
          {t(`corners.begin.${corners.list.kind}`)}
        </Button>
      )}
      {shape && (
        <Button className="self-start" onClick={() => put(null)}>
          {t('clear')}
        </Button>
      )}
      <CornersField draft={draft} corners={corners} />
    </fieldset>
  );
}
