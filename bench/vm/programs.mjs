/**
 * What bench:vm runs: the programs of bench/programs, and real ones around the sources of zlib and Lua, fetched into bench/.work.
 * A program is the C sources of one directory and a file of ours with the main function.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fetchSources, missingTools } from '../../scripts/debian-sources.mjs';
import { compilePlainFiles } from '../lib/plain-wasm.mjs';

const here = import.meta.dirname;
const KERNELS = join(here, '..', 'programs');
const work = join(here, '..', '.work');

/** Of a Debian source package: the directory in it, and which of its sources belong to the program. */
const PROJECTS = [
  { name: 'zlib', package: 'zlib', directory: '', sources: (file) => !file.startsWith('gz') && file !== 'infback.c' },
  // Ours includes all that it needs.
  { name: 'lua', package: 'lua5.4', directory: 'src', sources: () => false },
];

/** @returns all names, kernels first. */
export function programNames() {
  return [...kernels().map(({ name }) => name), ...PROJECTS.map(({ name }) => name)];
}

/**
 * @returns {{ programs: { name: string, kind: 'kernel' | 'program', sources: string[], include: string[] }[], missing: string[] }}
 *   `sources` are paths, `include` directories; `missing` are tools without which there are no real programs
 */
export function programsCalled(names) {
  const wanted = ({ name }) => names.includes(name);
  const projects = PROJECTS.filter(wanted);
  const missing = projects.length > 0 ? missingTools() : [];
  return { programs: [...kernels().filter(wanted), ...(missing.length > 0 ? [] : projects.map(project))], missing };
}

function kernels() {
  return readdirSync(KERNELS)
    .filter((file) => file.endsWith('.c'))
    .map((file) => ({ name: basename(file, '.c'), kind: 'kernel', sources: [join(KERNELS, file)], include: [] }));
}

function project({ name, package: source, directory, sources }) {
  const folder = join(fetchSources(source, work), directory);
  const taken = readdirSync(folder).filter((file) => file.endsWith('.c') && sources(file));
  const paths = [join(here, `${name}.c`), ...taken.map((file) => join(folder, file))];
  return { name, kind: 'program', sources: paths, include: [folder] };
}

/** As an ordinary module (lib/plain-wasm.mjs). */
export async function compilePlainly({ sources, include }, flags, output) {
  const files = new Map(sources.map((path) => [basename(path), readFileSync(path)]));
  for (const folder of include) {
    for (const file of readdirSync(folder).filter((name) => /\.[ch]$/.test(name)))
      if (!files.has(file)) files.set(file, readFileSync(join(folder, file)));
  }
  await compilePlainFiles(
    sources.map((path) => basename(path)),
    files,
    flags,
    output,
  );
}
