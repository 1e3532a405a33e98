/**
 * A page that is whole in itself: style, script and data are in it, and its policy lets it load nothing, so that it opens
 * from a file, in a mail or in an archive alike.
 */
import { html, Markup } from './markup.js';

/** What scripts/pages.mjs makes of a folder of src/pages. */
export interface PageCode {
  script: string;
  style: string;
}

export interface PageParts {
  title: string;
  body: Markup;
  /** Found by the script in the element `data`. */
  data: unknown;
  code: PageCode;
}

const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

export function htmlPage({ title, body, data, code }: PageParts): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
${new Markup(code.style.replaceAll('</style', '<\\/style'))}</style>
</head>
<body>
${body}
<script type="application/json" id="data">${new Markup(jsonText(data))}</script>
<script>${new Markup(code.script.replaceAll('</script', '<\\/script'))}</script>
</body>
</html>
`.text;
}

/** Without a `<`, so that no text in it can end the element or open a comment. */
function jsonText(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
