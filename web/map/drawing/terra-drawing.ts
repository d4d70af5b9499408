import type { Position } from 'geojson';
import {
  TerraDraw,
  TerraDrawCircleMode,
  TerraDrawLineStringMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  type GeoJSONStoreFeatures,
  type SnapToCustom,
  type TerraDrawExtend,
} from 'terra-draw';
import type { Drawing, DrawingOptions, DrawnShape, DrawTool } from './drawn-shape.ts';
import { readDrawn, writeDrawn } from './read-drawn.ts';

/** How terra-draw reaches a map. */
export type DrawingAdapter = TerraDrawExtend.TerraDrawBaseAdapter;

/** A colour as the library takes it. */
export type DrawingColor = `#${string}`;

const MODES = { polygon: 'polygon', circle: 'circle', corridor: 'linestring', edit: 'select' } as const;
/** A corner this near to the pointer is meant, in pixels. */
const SNAP_PX = 12;
const FILL_OPACITY = 0.22;

/** Drawing by terra-draw, on either map library. */
export class TerraDrawing implements Drawing {
  readonly #options: DrawingOptions;
  readonly #adapter: () => DrawingAdapter;
  #draw: TerraDraw | null = null;
  #tool: DrawTool = 'edit';
  #shape: DrawnShape | null = null;
  #restoring = false;
  #isStopped = false;

  /** @param adapter a new one each time, for the map as it is then. */
  constructor(adapter: () => DrawingAdapter, options: DrawingOptions) {
    this.#adapter = adapter;
    this.#options = options;
  }

  /** Puts everything on a map that has just become ready, or has lost it with its style. */
  mount(color: DrawingColor): void {
    if (this.#isStopped) return;
    const fill = { fillColor: color, fillOpacity: FILL_OPACITY, outlineColor: color, outlineWidth: 2 };
    const snapping = { toCustom: this.#snap, toCoordinate: true };
    const corners = { draggable: true, midpoints: true, deletable: true, snappable: snapping };
    const draw = new TerraDraw({
      adapter: this.#adapter(),
      modes: [
        new TerraDrawPolygonMode({ styles: fill, snapping }),
        new TerraDrawCircleMode({ styles: fill }),
        new TerraDrawLineStringMode({ styles: { lineStringColor: color, lineStringWidth: 3 }, snapping }),
        new TerraDrawSelectMode({
          styles: { selectedPolygonColor: color, selectedPolygonOutlineColor: color, selectedLineStringColor: color },
          flags: {
            polygon: { feature: { draggable: true, coordinates: corners } },
            circle: { feature: { draggable: true, coordinates: { resizable: 'center' } } },
            linestring: { feature: { draggable: true, coordinates: corners } },
          },
        }),
      ],
    });
    draw.start();
    this.#draw = draw;
    this.#restore();
    // Terra-draw says `finish` at the end of a shape and of each change of one.
    draw.on('finish', () => this.#finished());
    draw.on('change', (_ids, type) => type === 'delete' && this.#finished());
  }

  use(tool: DrawTool): void {
    this.#tool = tool;
    this.#draw?.setMode(MODES[tool]);
    this.#selectOnly();
  }

  set(shape: DrawnShape | null): void {
    this.#shape = shape;
    this.#restore();
  }

  /** Takes everything off a map whose style goes. */
  unmount(): void {
    const draw = this.#draw;
    this.#draw = null; // what it takes away now, nobody deleted
    draw?.stop();
  }

  stop(): void {
    this.#isStopped = true;
    this.unmount();
  }

  #restore(): void {
    const draw = this.#draw;
    if (!draw) return;
    // Clearing a map says that everything was deleted, which nobody did.
    this.#restoring = true;
    draw.clear();
    if (this.#shape) draw.addFeatures(writeDrawn(this.#shape) as GeoJSONStoreFeatures[]);
    this.#restoring = false;
    draw.setMode(MODES[this.#tool]);
    this.#selectOnly();
  }

  /** What may be changed shows its handles at once where there is only one thing. */
  #selectOnly(): void {
    if (this.#tool !== 'edit' || !this.#draw) return;
    const shapes = this.#draw.getSnapshot().filter(({ geometry }) => geometry.type !== 'Point');
    const [only] = shapes;
    if (shapes.length === 1 && only?.id !== undefined) this.#draw.selectFeature(only.id);
  }

  #finished(): void {
    if (!this.#draw || this.#restoring) return;
    const drawn = readDrawn(this.#draw.getSnapshot());
    // Handles come and go as well.
    if (JSON.stringify(drawn) === JSON.stringify(this.#shape)) return;
    // Another kind of shape takes the place of the one before.
    const replaced = drawn !== null && this.#shape !== null && drawn.kind !== this.#shape.kind;
    this.#shape = drawn;
    this.#options.onChange(drawn);
    if (replaced) queueMicrotask(() => this.#restore());
  }

  readonly #snap: SnapToCustom = ({ containerX, containerY }, { project }) => {
    let nearest: { readonly at: Position; readonly away: number } | undefined;
    for (const at of this.#options.snapTo()) {
      const [longitude = 0, latitude = 0] = at;
      const { x, y } = project(longitude, latitude);
      const away = Math.hypot(x - containerX, y - containerY);
      if (away <= SNAP_PX && away < (nearest?.away ?? Infinity)) nearest = { at, away };
    }
    return nearest && [...nearest.at];
  };
}
