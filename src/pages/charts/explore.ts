/**
 * Lets people ask a chart for values: the pointer picks the item that is nearest, the arrow keys go from one to the next,
 * Escape ends it.
 */
import { tooltip, type TooltipContent } from './tooltip.js';

export interface Items {
  count: number;
  /** The item at a place of the chart; undefined where there is none. */
  at(x: number, y: number): number | undefined;
  /** Where an item is. */
  place(item: number): { x: number; y: number };
  content(item: number): TooltipContent;
  /** Where an arrow key leads, in charts of two dimensions. Absent: to the item before or after. */
  move?(item: number | undefined, right: number, down: number): number;
  /** Told of each change. */
  picked?(item: number | undefined): void;
}

const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowRight: [1, 0],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
};
const FAR = 10;

/**
 * @param label what the chart shows, for those who do not see it
 * @param items as they are drawn now; undefined before anything is
 */
export function explorable(host: HTMLElement, label: string, items: () => Items | undefined): void {
  let current: number | undefined;
  host.tabIndex = 0;
  host.setAttribute('role', 'group');
  host.setAttribute('aria-label', `${label}. Arrow keys read the values.`);

  const pick = (item: number | undefined, x?: number, y?: number): void => {
    const shown = items();
    current = item;
    shown?.picked?.(item);
    if (shown === undefined || item === undefined) {
      tooltip.hide();
      return;
    }
    const place = shown.place(item);
    const box = host.getBoundingClientRect();
    tooltip.show(shown.content(item), x ?? box.left + place.x, y ?? box.top + place.y);
  };

  const pickAt = (event: PointerEvent): void => {
    const shown = items();
    if (shown === undefined || shown.count === 0) return;
    const box = host.getBoundingClientRect();
    pick(shown.at(event.clientX - box.left, event.clientY - box.top), event.clientX, event.clientY);
  };
  host.addEventListener('pointermove', pickAt);
  host.addEventListener('pointerdown', pickAt);
  host.addEventListener('pointerleave', (event) => {
    // A finger that was lifted: what it has picked stays until another place is touched.
    if (event.pointerType !== 'touch') pick(undefined);
  });
  host.addEventListener('blur', () => pick(undefined));
  host.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') pick(undefined);
    const arrow = ARROWS[event.key];
    const shown = items();
    if (arrow === undefined || shown === undefined || shown.count === 0) return;
    event.preventDefault();
    const [right, down] = arrow.map((step) => step * (event.shiftKey ? FAR : 1)) as [number, number];
    pick(shown.move?.(current, right, down) ?? neighbour(current, right + down, shown.count));
  });
}

function neighbour(item: number | undefined, step: number, count: number): number {
  const start = step > 0 ? -1 : count;
  return Math.max(0, Math.min(count - 1, (item ?? start) + step));
}
