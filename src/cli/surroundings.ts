/** What of this machine a program may see: directories and environment. */
import path from 'node:path';
import { realpathSync, statSync } from 'node:fs';
import { reasonOf } from './file-errors.js';
import { UsageError, type OptionValues } from './option-table.js';

/** The working directory, under the names that a C library may look for it by, and what --dir adds. */
export function preopens(options: OptionValues): { name: string; path: string }[] {
  const cwd = process.cwd();
  const places = [
    { name: '.', path: cwd },
    { name: cwd, path: cwd },
  ];
  for (const given of options.all('dir')) {
    const place = directory(given);
    places.push({ name: path.resolve(given), path: place });
    if (!path.isAbsolute(given)) places.push({ name: given, path: place });
  }
  return places;
}

/** Where a directory really is. @throws UsageError */
function directory(given: string): string {
  let problem: string;
  try {
    const place = realpathSync(given);
    if (statSync(place).isDirectory()) return place;
    problem = 'it is not a directory';
  } catch (error) {
    problem = reasonOf(error);
  }
  throw new UsageError(`--dir=${given}: ${problem}`);
}

/** The environment that heapglass was started in, as any program gets it; a repeatable run gets what --env says alone. */
export function environment(options: OptionValues): string[] {
  const inherited = options.text('seed') === undefined ? process.env : {};
  const variables = new Map(Object.entries(inherited as Record<string, string>));
  for (const word of options.all('env')) {
    const at = word.indexOf('=');
    if (at <= 0) throw new UsageError(`--env=${word}: expected NAME=VALUE`);
    variables.set(word.slice(0, at), word.slice(at + 1));
  }
  return [...variables].map(([name, value]) => `${name}=${value}`);
}
