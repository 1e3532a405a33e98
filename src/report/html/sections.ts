/** What sections with charts have in common. Without a script there is nothing to see in them, so they are not shown. */
import { html, type Content, type Markup } from './markup.js';

export function chartSection(title: string, caption: Content, key: Content, charts: Content): Markup {
  return html`<section class="needs-script"><h2>${title}</h2>
<p class="caption">${caption}</p>
${key}
${charts}</section>`;
}

/** A place that the script draws into. */
export function chart(id: string): Markup {
  return html`<div class="chart" id="${id}"></div>`;
}

/** What colours mean. */
export function keys(entries: readonly (readonly [className: string, meaning: string])[]): Markup {
  const items = entries.map(([className, meaning]) => html`<li><i class="swatch ${className}"></i>${meaning}</li>`);
  return html`<ul class="keys">${items}</ul>`;
}
