/**
 * Lines over time, or over another quantity, with a moment that all charts of a page share: the pointer or the arrow keys move
 * it, and the tooltip has all values at it, the highest first.
 */
import { shape } from '../elements.js';
import type { Signal } from '../signal.js';
import { nearestIndex } from '../nearest-index.js';
import { explorable, type Items } from './explore.js';
import { Plot, responsive } from './plot.js';
import { linear, logarithmic, type Scale } from './scales.js';
import { shortCount } from './units.js';

export interface Line {
  name: string;
  className: string;
  x: readonly number[];
  y: readonly number[];
  /** Filled below, and always shown. */
  isArea?: boolean;
  /** Not among the values that the tooltip has. */
  isUnnamed?: boolean;
  /** With a dot at each of the stops. */
  dots?: boolean;
}

/** A ring around a point of a line. */
export interface Ring {
  name: string;
  x: number;
  y: number;
}

export interface LinesOptions {
  label: string;
  xTitle: string;
  yTitle: string;
  height: number;
  /** The axis' last x. */
  end: number;
  /** Its first one, above 0: the axis is logarithmic. Absent: it is linear, from 0. */
  least?: number;
  formatX?: (tick: number) => string;
  /** Where the moment may be; absent: at each x of the longest line. */
  stops?: readonly number[];
  rings?: readonly Ring[];
  /** The axis' highest y; absent: that of the lines shown. */
  top?: number;
  steps: 'decimal' | 'binary';
  format: (tick: number) => string;
  exact: (value: number) => string;
  /** Of the tooltip. */
  titleAt: (x: number) => string;
  shown: Signal<ReadonlySet<string>>;
  /** Name of the line that stands out. */
  emphasised: Signal<string | undefined>;
  moment: Signal<number>;
}

const MARGINS = { top: 24, right: 12, bottom: 40, left: 64 };
const PIXELS_PER_TICK = 100;
/** Radius. */
const DOT = 3;

export function lines(host: HTMLElement, all: readonly Line[], options: LinesOptions): void {
  const { shown, emphasised, moment, end } = options;
  const longest = options.stops ?? all.reduce((found, line) => (line.x.length > found.x.length ? line : found)).x;
  let items: Items | undefined;
  let follow = (): void => undefined;

  const visible = (): Line[] => all.filter(({ name, isArea }) => isArea === true || shown.value.has(name));
  const redraw = responsive(host, (width) => {
    const drawn = visible();
    const plot = new Plot(host, width, options.height, MARGINS);
    const top = options.top ?? Math.max(...drawn.map(({ y }) => y.reduce((a, b) => Math.max(a, b), 0)), 0);
    const across = { from: MARGINS.left, to: plot.right };
    const xScale =
      options.least === undefined
        ? linear(end, across, Math.max(2, width / PIXELS_PER_TICK), 'decimal')
        : logarithmic(options.least, end, across, 2);
    const yScale = linear(top, { from: plot.bottom, to: MARGINS.top }, 5, options.steps);
    plot.xAxis({ scale: xScale, format: options.formatX ?? shortCount, title: options.xTitle });
    plot.yAxis({ scale: yScale, format: options.format, title: options.yTitle });
    for (const line of drawn) {
      const path = pathOf(line, xScale, yScale);
      if (line.isArea === true) {
        const [first, last] = [xScale.at(line.x[0] ?? 0), xScale.at(line.x.at(-1) ?? 0)];
        plot.add(shape('path', { class: `area ${line.className}`, d: `${path}V${plot.bottom}H${first}Z` }));
        plot.line(first, plot.bottom, last, plot.bottom, 'gridline');
      } else plot.add(shape('path', { class: `line ${line.className} ${stress(line, emphasised.value)}`, d: path }));
    }
    for (const line of drawn.filter(({ dots }) => dots === true)) {
      for (const x of longest) {
        const cy = yScale.at(line.y[nearestIndex(line.x, x)] ?? 0);
        const className = `dot ${line.className} ${stress(line, emphasised.value)}`;
        plot.add(shape('circle', { class: className, cx: xScale.at(x), cy, r: DOT }));
      }
    }
    for (const { name, x, y } of options.rings ?? []) {
      if (shown.value.has(name))
        plot.add(shape('circle', { class: 'halo', cx: xScale.at(x), cy: yScale.at(y), r: 3 * DOT }));
    }
    const rule = plot.line(0, MARGINS.top, 0, plot.bottom, 'moment');
    follow = () => {
      const x = String(xScale.at(moment.value));
      rule.setAttribute('x1', x);
      rule.setAttribute('x2', x);
    };
    follow();
    items = {
      count: longest.length,
      at: (x) => nearestIndex(longest, xScale.value(x)),
      place: (i) => ({ x: xScale.at(longest[i]!), y: MARGINS.top }),
      content: (i) => ({ title: options.titleAt(longest[i]!), rows: valuesAt(visible(), longest[i]!, options.exact) }),
      picked: (i) => {
        if (i !== undefined) moment.value = longest[i]!;
      },
    };
  });
  shown.follow(redraw);
  emphasised.follow(redraw);
  moment.follow(() => follow());
  explorable(host, options.label, () => items);
}

function stress({ name }: Line, emphasised: string | undefined): string {
  if (emphasised === undefined) return '';
  return name === emphasised ? 'emphasised' : 'faint';
}

function pathOf({ x, y }: Line, xScale: Scale, yScale: Scale): string {
  const places = x.map((value, i) => `${xScale.at(value).toFixed(1)},${yScale.at(y[i]!).toFixed(1)}`);
  return places.length === 0 ? '' : `M${places.join('L')}`;
}

function valuesAt(
  shown: readonly Line[],
  x: number,
  exact: (value: number) => string,
): { label: string; value: string; swatch: string }[] {
  return shown
    .filter(({ isUnnamed }) => isUnnamed !== true)
    .map((line) => ({ line, value: line.y[nearestIndex(line.x, x)] ?? 0 }))
    .sort((a, b) => b.value - a.value)
    .map(({ line, value }) => ({ label: line.name, value: exact(value), swatch: line.className }));
}
