/** The area that a chart draws in: axes, grid, and drawing anew when its place gets another width. */
import { shape, type Attributes } from '../elements.js';
import type { Scale } from './scales.js';

export interface Margins {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface Axis {
  scale: Scale;
  format: (tick: number) => string;
  /** What, and in which unit. */
  title: string;
}

const LABEL_GAP = 7;

export class Plot {
  readonly svg: SVGSVGElement;
  readonly width: number;
  readonly height: number;
  readonly margins: Margins;

  constructor(host: HTMLElement, width: number, height: number, margins: Margins) {
    this.width = width;
    this.height = height;
    this.margins = margins;
    this.svg = shape('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
    host.querySelector('svg')?.remove();
    host.prepend(this.svg);
  }

  get right(): number {
    return this.width - this.margins.right;
  }

  get bottom(): number {
    return this.height - this.margins.bottom;
  }

  add<E extends SVGElement>(drawn: E): E {
    this.svg.append(drawn);
    return drawn;
  }

  text(x: number, y: number, text: string, attributes: Attributes = {}): SVGTextElement {
    return this.add(shape('text', { x, y, ...attributes }, text));
  }

  line(x1: number, y1: number, x2: number, y2: number, className: string): SVGLineElement {
    return this.add(shape('line', { x1, y1, x2, y2, class: className }));
  }

  /** Vertical grid lines, their values below, and the title at the right. */
  xAxis({ scale, format, title }: Axis): void {
    for (const tick of scale.ticks) {
      const x = scale.at(tick);
      this.line(x, this.margins.top, x, this.bottom, 'gridline');
      const isLast = x > this.right - 18 && this.margins.right < 18;
      const anchor = isLast ? 'end' : 'middle';
      this.text(isLast ? this.right : x, this.bottom + 15, format(tick), { class: 'tick', 'text-anchor': anchor });
    }
    this.text(this.right, this.bottom + 31, title, { class: 'axis-title', 'text-anchor': 'end' });
  }

  /** Horizontal grid lines, their values at the left, and the title above. */
  yAxis({ scale, format, title }: Axis): void {
    for (const tick of scale.ticks) {
      const y = scale.at(tick);
      this.line(this.margins.left, y, this.right, y, 'gridline');
      this.text(this.margins.left - LABEL_GAP, y + 4, format(tick), { class: 'tick', 'text-anchor': 'end' });
    }
    this.text(0, 11, title, { class: 'axis-title' });
  }
}

/** Draws now, and whenever the host's width changes. Returns what draws anew at the same width. */
export function responsive(host: HTMLElement, draw: (width: number) => void): () => void {
  let width = 0;
  const redraw = (): void => {
    if (width > 0) draw(width);
  };
  new ResizeObserver(() => {
    const now = Math.floor(host.clientWidth);
    if (now === width || now === 0) return;
    width = now;
    redraw();
  }).observe(host);
  return redraw;
}
