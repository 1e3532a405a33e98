/** The one tooltip of a page. What it says is also said to screen readers. */
import { element } from '../elements.js';

export interface TooltipRow {
  label: string;
  value: string;
  /** Class of the swatch before the label. */
  swatch?: string;
}

export interface TooltipContent {
  title: string;
  rows: TooltipRow[];
}

const GAP = 14;

class Tooltip {
  readonly #box = element('div', { class: 'tooltip', role: 'status' });

  constructor() {
    this.#box.hidden = true;
    document.body.append(this.#box);
  }

  /** @param x, y of the viewport */
  show({ title, rows }: TooltipContent, x: number, y: number): void {
    const box = this.#box;
    const lines = rows.map(({ label, value, swatch }) => {
      const mark = swatch === undefined ? [] : [element('i', { class: `swatch ${swatch}` })];
      return element('tr', {}, element('th', {}, ...mark, label), element('td', {}, value));
    });
    box.replaceChildren(element('b', {}, title), element('table', {}, ...lines));
    box.hidden = false;
    const { width, height } = box.getBoundingClientRect();
    const left = x + GAP + width > innerWidth ? x - GAP - width : x + GAP;
    const top = y + GAP + height > innerHeight ? y - GAP - height : y + GAP;
    box.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`;
    box.style.top = `${Math.max(4, top)}px`;
  }

  hide(): void {
    this.#box.hidden = true;
  }
}

export const tooltip = new Tooltip();
