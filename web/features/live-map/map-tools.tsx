import { useState, type ReactNode } from 'react';
import type { MapView } from '../../map/map-view.ts';
import { HeatPanel } from './heat/heat-panel.tsx';
import { MapButtons } from './map-buttons.tsx';
import { MeasurePanel } from './measure/measure-panel.tsx';
import { useMeasure } from './measure/use-measure.ts';

/** The buttons of the map and the tools they switch on; the panel of a tool stands where `children` puts it. */
export function MapTools({
  view,
  onLookBack,
  children,
}: {
  /** Null while there is no map. */
  readonly view: MapView | null;
  /** Shows an instant from now on; null while one is shown. */
  readonly onLookBack: (() => void) | null;
  readonly children: (panel: ReactNode) => ReactNode;
}) {
  const measuring = useMeasure(view);
  const { line } = measuring;
  const [heats, setHeats] = useState(false);
  return (
    <>
      {children(
        view && (
          <>
            {heats && <HeatPanel view={view} onEnd={() => setHeats(false)} />}
            {line && <MeasurePanel view={view} line={line} measuring={measuring} />}
          </>
        ),
      )}
      {line && <Crosshair />}
      {view && (
        <MapButtons
          view={view}
          onLookBack={onLookBack}
          measures={line !== null}
          onMeasure={measuring.toggle}
          heats={heats}
          onHeat={() => setHeats(!heats)}
        />
      )}
    </>
  );
}

/** Marks the middle of the map, where a point is put without pointing. */
function Crosshair() {
  return (
    <div aria-hidden data-crosshair className="pointer-events-none absolute inset-0 m-auto size-5">
      <span className="absolute inset-x-0 top-1/2 h-px bg-text/70" />
      <span className="absolute inset-y-0 start-1/2 w-px bg-text/70" />
    </div>
  );
}
