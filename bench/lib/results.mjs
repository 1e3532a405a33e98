/** Where measurements are kept: bench/results/NAME.json for programs and NAME.md for people. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeMachine } from './machine.mjs';

const directory = join(import.meta.dirname, '..', 'results');

/**
 * @param {string} name
 * @param {{ machine: object }} data what goes into the JSON file
 * @param {{ title: string, body: string[] }} page body: blocks of Markdown
 */
export function writeResults(name, data, { title, body }) {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${name}.json`), `${JSON.stringify({ version: 1, ...data }, undefined, 2)}\n`);
  const blocks = [`# ${title}`, describeMachine(data.machine), ...body];
  writeFileSync(join(directory, `${name}.md`), `${blocks.map((block) => block.trimEnd()).join('\n\n')}\n`);
}
