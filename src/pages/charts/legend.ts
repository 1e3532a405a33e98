/** Names with their swatches: each is a button that shows or hides its line, and makes it stand out under the pointer. */
import { element } from '../elements.js';
import type { Signal } from '../signal.js';

export interface LegendEntry {
  name: string;
  className: string;
}

export function legend(
  host: HTMLElement,
  entries: readonly LegendEntry[],
  shown: Signal<ReadonlySet<string>>,
  emphasised: Signal<string | undefined>,
): void {
  for (const { name, className } of entries) {
    const button = element('button', { type: 'button', class: 'legend-entry', 'aria-pressed': 'true' });
    button.append(element('i', { class: `swatch ${className}` }), name);
    button.addEventListener('click', () => {
      const next = new Set(shown.value);
      if (!next.delete(name)) next.add(name);
      shown.value = next;
      emphasised.value = undefined;
    });
    const stress = (): void => {
      if (shown.value.has(name)) emphasised.value = name;
    };
    const calm = (): void => void (emphasised.value = undefined);
    button.addEventListener('pointerenter', stress);
    button.addEventListener('pointerleave', calm);
    shown.follow(() => button.setAttribute('aria-pressed', String(shown.value.has(name))));
    host.append(button);
  }
  const all = element('button', { type: 'button', class: 'legend-all' }, 'all');
  const none = element('button', { type: 'button', class: 'legend-all' }, 'none');
  all.addEventListener('click', () => (shown.value = new Set(entries.map(({ name }) => name))));
  none.addEventListener('click', () => (shown.value = new Set()));
  host.append(all, none);
}
