import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import type { Cluster, ClusterTexts } from './cluster.ts';
import { ringParts, type RingPart } from './ring.ts';

const SVG = 'http://www.w3.org/2000/svg';
const MIDDLE = 20;
const RADIUS = 16;
/** How a status is drawn: broad, broken or thin, so that nobody needs to see colours. */
const STROKES: Readonly<Record<ConnectionStatus, { readonly colour: string; readonly width: number }>> = {
  CONNECTED: { colour: 'stroke-connected', width: 5 },
  IDLE: { colour: 'stroke-idle', width: 5 },
  DISCONNECTED: { colour: 'stroke-disconnected', width: 2 },
};
const BROKEN: readonly number[] = [2.5, 1.5];

/** A button for a cluster: how many, in a ring that says how well they are heard from. */
export function makeBadge(): HTMLButtonElement {
  const badge = document.createElement('button');
  badge.type = 'button';
  badge.className =
    'pointer-events-auto absolute top-0 start-0 flex items-center justify-center rounded-full bg-surface ' +
    'font-semibold tabular-nums text-text shadow-panel hover:bg-accent-soft';
  return badge;
}

/** Shows a cluster on its button; touches the page only where something changed. */
export function paintBadge(badge: HTMLButtonElement, { total, counts }: Cluster, texts: ClusterTexts): void {
  const name = texts.name(counts);
  if (badge.getAttribute('aria-label') === name) return;
  badge.setAttribute('aria-label', name);
  badge.title = name;
  const size = total < 10 ? 32 : total < 100 ? 36 : 42;
  badge.style.width = badge.style.height = `${size}px`;
  badge.style.fontSize = `${total < 100 ? 13 : 12}px`;
  const count = document.createElement('span');
  count.ariaHidden = 'true';
  count.textContent = texts.count(total);
  badge.replaceChildren(ring(ringParts(counts)), count);
}

function ring(parts: readonly RingPart[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${2 * MIDDLE} ${2 * MIDDLE}`);
  svg.setAttribute('class', 'absolute inset-0 -rotate-90 fill-none');
  svg.ariaHidden = 'true';
  svg.append(...parts.map(arc));
  return svg;
}

function arc({ status, from, length }: RingPart): SVGCircleElement {
  const { colour, width } = STROKES[status];
  const circle = document.createElementNS(SVG, 'circle');
  const attributes = {
    class: colour,
    cx: MIDDLE,
    cy: MIDDLE,
    r: RADIUS,
    pathLength: 100,
    'stroke-width': width,
    'stroke-dasharray': dashesOf(status, length).join(' '),
    'stroke-dashoffset': -from,
  };
  for (const [name, value] of Object.entries(attributes)) circle.setAttribute(name, String(value));
  return circle;
}

/** Strokes and gaps along the ring: the part and the rest of it. */
function dashesOf(status: ConnectionStatus, length: number): number[] {
  if (status !== 'IDLE') return [length, 100 - length];
  const [stroke = 1, gap = 1] = BROKEN;
  const strokes = Math.max(1, Math.floor((length + gap) / (stroke + gap)));
  const dashes = Array.from({ length: strokes }, () => [stroke, gap]).flat();
  const drawn = strokes * (stroke + gap) - gap;
  return [...dashes.slice(0, -1), 100 - drawn];
}
