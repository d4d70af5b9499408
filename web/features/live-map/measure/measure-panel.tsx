import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import type { MapView } from '../../../map/map-view.ts';
import { measureFeatures } from '../../../map/measure/measure-features.ts';
import { FEWEST_TO_CLOSE, measuresOf, type MeasuredLine } from '../../../map/measure/measured-line.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useStoredFlag } from '../../../ui/use-stored-flag.ts';
import { areaIn, lengthIn, unitsOfLocale, type Quantity } from './lengths.ts';
import type { Measuring } from './use-measure.ts';

/** What was measured, in figures that are also read out, with what can be done next. Draws the line on the map. */
export function MeasurePanel({
  view,
  line,
  measuring,
}: {
  readonly view: MapView;
  readonly line: MeasuredLine;
  readonly measuring: Measuring;
}) {
  const t = useTranslations('map.measure');
  const locale = useLocale();
  const quantity = useQuantity();
  const [imperial, setImperial] = useStoredFlag('imperial-units', { byDefault: unitsOfLocale(locale) === 'imperial' });
  const system = imperial ? 'imperial' : 'metric';
  const { pieces, totalMeters, areaSquareMeters } = useMemo(() => measuresOf(line), [line]);
  const lengths = pieces.map((meters) => quantity(lengthIn(system, meters)));
  const total = quantity(lengthIn(system, totalMeters));
  const area = areaSquareMeters === null ? null : quantity(areaIn(system, areaSquareMeters));
  const texts = lengths.join('|');

  useEffect(() => view.showTool('measure', measureFeatures(line, texts.split('|'))), [view, line, texts]);
  useEffect(() => () => view.showTool('measure', null), [view]);

  const { points, closed } = line;
  return (
    <section
      aria-label={t('label')}
      className="flex flex-col gap-2.5 rounded-xl border border-line bg-raised p-3 text-sm shadow-panel"
    >
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1" role="status">
          {points.length < 2 ? (
            <span className="text-muted">{t(points.length ? 'hintNext' : 'hint')}</span>
          ) : (
            <>
              <span className="block text-lg font-semibold tabular-nums">
                {area === null ? total : t('areaIs', { area })}
              </span>
              <span className="text-muted tabular-nums">
                {closed
                  ? t('around', { length: total, count: pieces.length })
                  : t('last', { length: lengths.at(-1) ?? '', count: pieces.length })}
              </span>
            </>
          )}
        </p>
        <IconButton label={t('end')} onClick={measuring.end} className="-mt-1.5 -me-1.5">
          <Icon name="close" size={18} />
        </IconButton>
      </div>
      {pieces.length > 1 && (
        <ol
          tabIndex={0}
          aria-label={t('pieces')}
          className="flex max-h-20 flex-wrap gap-x-3 gap-y-0.5 overflow-y-auto max-md:hidden"
        >
          {lengths.map((length, index) => (
            // Pieces are told apart by their place alone.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className="text-muted tabular-nums">
              {index + 1}. {length}
            </li>
          ))}
        </ol>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={measuring.undo} disabled={!points.length}>
          {t('undo')}
        </Button>
        <Button onClick={measuring.close} disabled={closed || points.length < FEWEST_TO_CLOSE}>
          {t('close')}
        </Button>
        <Button onClick={measuring.addMiddle}>{t('addMiddle')}</Button>
        <Button onClick={() => setImperial(!imperial)}>{t(imperial ? 'toMetric' : 'toImperial')}</Button>
      </div>
    </section>
  );
}

/** Writes a quantity as people of the language do. */
function useQuantity(): (quantity: Quantity) => string {
  const t = useTranslations('map.measure.unit');
  const format = useFormatter();
  return ({ value, unit, digits }) => t(unit, { value: format.number(value, { maximumFractionDigits: digits }) });
}
