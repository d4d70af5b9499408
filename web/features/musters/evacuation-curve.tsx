import { useTranslations } from 'next-intl';
import { DurationText } from '../../records/duration-text.tsx';
import { curvePoints, type CurvePoint } from './curve-points.ts';

const BOX = { width: 600, height: 160 };

/** How many were accounted for over time. The times beside it say the same in numbers. */
export function EvacuationCurve({ curve }: { readonly curve: readonly CurvePoint[] }) {
  const t = useTranslations('musters.report');
  const drawn = curvePoints(curve, BOX);
  if (!drawn) return null;
  return (
    <figure className="flex flex-col gap-1">
      <svg
        role="img"
        aria-label={t('curve', { accounted: curve.at(-1)?.accounted ?? 0, total: curve.at(-1)?.total ?? 0 })}
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        preserveAspectRatio="none"
        className="h-40 w-full rounded-md bg-sunken text-accent"
      >
        {[0.5, 0.9].map((share) => (
          <line
            key={share}
            x1={0}
            x2={BOX.width}
            y1={BOX.height * (1 - share)}
            y2={BOX.height * (1 - share)}
            stroke="currentColor"
            strokeOpacity={0.35}
            strokeDasharray="4 4"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <polyline
          points={drawn.points}
          fill="none"
          stroke="currentColor"
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="flex justify-between text-sm text-muted">
        <span>0</span>
        <span>{t('most', { count: drawn.most })}</span>
        <DurationText milliseconds={drawn.lengthMs} />
      </figcaption>
    </figure>
  );
}
