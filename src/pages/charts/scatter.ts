/** Points in the plane, on logarithmic axes, each with its name beside it where there is room. */
import { shape } from '../elements.js';
import { explorable, type Items } from './explore.js';
import { Plot, responsive } from './plot.js';
import { logarithmic } from './scales.js';
import type { TooltipContent } from './tooltip.js';

export interface ScatterPoint {
  name: string;
  className: string;
  x: number;
  y: number;
  content: TooltipContent;
}

export interface ScatterAxis {
  title: string;
  format: (tick: number) => string;
  base: 2 | 10;
}

export interface ScatterOptions {
  label: string;
  x: ScatterAxis;
  y: ScatterAxis;
  /** A line through the points at which the product of both is as great as this point's. */
  sameProductAs: ScatterPoint;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const HEIGHT = 320;
const MARGINS = { top: 24, right: 16, bottom: 40, left: 64 };
const RADIUS = 5;
const LETTER = 6.6;
const LINE = 13;
/** The axes reach farther than the points, both ways: by this power of the points' range, but within limits. */
const MARGIN = 0.12;
const LEAST_MARGIN = 1.04;
const MOST_MARGIN = 1.4;
/** How far a pointer may be from a point. */
const REACH = 40;

export function scatter(host: HTMLElement, points: readonly ScatterPoint[], options: ScatterOptions): void {
  let items: Items | undefined;
  const [leastX, mostX] = around(points.map(({ x }) => x));
  const [leastY, mostY] = around(points.map(({ y }) => y));
  responsive(host, (width) => {
    const plot = new Plot(host, width, HEIGHT, MARGINS);
    const x = logarithmic(leastX, mostX, { from: MARGINS.left, to: plot.right }, options.x.base);
    const y = logarithmic(leastY, mostY, { from: plot.bottom, to: MARGINS.top }, options.y.base);
    plot.xAxis({ scale: x, ...options.x });
    plot.yAxis({ scale: y, ...options.y });

    const product = options.sameProductAs.x * options.sameProductAs.y;
    const clipped = (value: number): number => Math.max(leastY, Math.min(mostY, value));
    const [startY, endY] = [clipped(product / leastX), clipped(product / mostX)];
    plot.line(x.at(product / startY), y.at(startY), x.at(product / endY), y.at(endY), 'contour');

    const places = points.map((point) => ({ x: x.at(point.x), y: y.at(point.y) }));
    const taken: Box[] = places.map((place) => boxAround(place.x - RADIUS, place.y - RADIUS, 2 * RADIUS, 2 * RADIUS));
    // The first ones lie above.
    for (let i = points.length - 1; i >= 0; i--) {
      const { x: cx, y: cy } = places[i]!;
      plot.add(shape('circle', { class: `point ${points[i]!.className}`, cx, cy, r: RADIUS }));
    }
    for (const [i, { name }] of points.entries()) {
      const place = places[i]!;
      const free = labelBoxes(place, name.length * LETTER).find(
        (box) =>
          box.left >= MARGINS.left &&
          box.right <= plot.width &&
          box.top >= MARGINS.top &&
          box.bottom <= plot.bottom &&
          taken.every((other) => !overlap(box, other)) &&
          // A name that is nearer to another point would be taken for its name.
          places.every((other) => distance(box, place) <= distance(box, other)),
      );
      if (free === undefined) continue;
      taken.push(free);
      plot.text(free.left, free.bottom - 3, name, { class: 'name' });
    }
    items = {
      count: points.length,
      at: (px, py) => {
        const distances = places.map((place) => Math.hypot(place.x - px, place.y - py));
        const least = Math.min(...distances);
        return least > REACH ? undefined : distances.indexOf(least);
      },
      place: (i) => places[i]!,
      content: (i) => points[i]!.content,
    };
  });
  explorable(host, options.label, () => items);
}

function around(values: number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max(LEAST_MARGIN, Math.min(MOST_MARGIN, (most / least) ** MARGIN));
  return [least / margin, most * margin];
}

/** Where a name may stand, the best place first. */
function labelBoxes({ x, y }: { x: number; y: number }, width: number): Box[] {
  const gap = RADIUS + 3;
  const beside = [y - LINE / 2, y - LINE, y, y - LINE * 1.6, y + LINE * 0.6];
  return [
    ...beside.map((top) => boxAround(x + gap, top, width, LINE)),
    ...beside.map((top) => boxAround(x - gap - width, top, width, LINE)),
    boxAround(x - width / 2, y - gap - LINE, width, LINE),
    boxAround(x - width / 2, y + gap, width, LINE),
  ];
}

function boxAround(left: number, top: number, width: number, height: number): Box {
  return { left, top, right: left + width, bottom: top + height };
}

function distance({ left, top, right, bottom }: Box, { x, y }: { x: number; y: number }): number {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
