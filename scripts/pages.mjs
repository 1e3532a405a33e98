/**
 * Bundles what runs inside the HTML pages that reports write. A folder of src/pages with a `main.ts` is a page:
 *
 *     main.ts and what it imports  --rolldown-->  one script  ---+
 *     all style sheets             ------------>  one sheet   ---+-->  src/report/html/FOLDER.page.js, not committed
 *
 * The types are checked by tsc like all else. A file is written only when it changes, so that nothing is built again for
 * nothing.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'src/pages');
const target = join(root, 'src/report/html');

/** Brings every page's script and sheet up to date. */
export async function buildPages() {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(source)) {
    const entry = join(source, name, 'main.ts');
    if (!existsSync(entry)) continue;
    const file = join(target, `${name}.page.js`);
    const text = `// Made from src/pages/${name} by scripts/pages.mjs.
/** @type {import('./document.js').PageCode} */
export const PAGE = {
  script: ${JSON.stringify(await bundle(entry))},
  style: ${JSON.stringify(styles())},
};
`;
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
}

async function bundle(input) {
  const build = await rolldown({
    input,
    platform: 'browser',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    treeshake: { moduleSideEffects: (id) => id.startsWith(source) },
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  return output[0].code;
}

function styles() {
  const sheets = readdirSync(source, { recursive: true }).filter((name) => name.endsWith('.css'));
  return sheets
    .sort()
    .map((name) => readFileSync(join(source, name), 'utf8'))
    .join('\n');
}
