'use client';

import { useTranslations } from 'next-intl';
import type { DrawTool } from '../../../map/drawing/drawn-shape.ts';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { TextField } from '../../../ui/field.tsx';
import type { ZoneDraft } from './use-zone-draft.ts';

const TOOLS: readonly DrawTool[] = ['polygon', 'circle', 'corridor', 'edit'];

/** What the pointer does on the map, and those measures of a shape that can be said better than drawn. */
export function DrawTools({ draft: { tool, shape, setTool, put } }: { readonly draft: ZoneDraft }) {
  const t = useTranslations('zonePages.draw');
  const drawn = shape?.drawn;
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
      {shape && drawn?.kind === 'circle' && (
        <TextField
          type="number"
          label={t('radius')}
          min={1}
          max={1_000_000}
          step="any"
          value={Math.round(drawn.radiusMeters * 10) / 10}
          onChange={({ target }) => {
            if (target.valueAsNumber >= 1) put({ ...shape, drawn: { ...drawn, radiusMeters: target.valueAsNumber } });
          }}
        />
      )}
      {shape && drawn?.kind === 'corridor' && (
        <TextField
          type="number"
          label={t('width')}
          min={0.5}
          max={100_000}
          step="any"
          value={shape.widthMeters}
          onChange={({ target }) => {
            if (target.valueAsNumber >= 0.5) put({ ...shape, widthMeters: target.valueAsNumber });
          }}
        />
      )}
      {shape && (
        <Button className="self-start" onClick={() => put(null)}>
          {t('clear')}
        </Button>
      )}
    </fieldset>
  );
}
