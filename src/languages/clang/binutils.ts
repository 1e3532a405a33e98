/**
 * ar, ranlib, nm, strip, objdump and size on real files: those named on the command line are handed to the tool, and
 * those that it changed are written back.
 */
import { expandResponseFiles } from './response-files.js';
import { extractModule } from './module-file.js';
import { resolve } from './paths.js';
import type { BuildContext, ToolName } from './toolchain.js';

export interface BinutilSurroundings {
  standardInput(): Uint8Array;
  standardOutput(bytes: Uint8Array): void;
  standardError(text: string): void;
  write(path: string, bytes: Uint8Array): void;
}

/** @returns the tool's exit status. @throws ToolchainError */
export async function runBinutility(
  context: BuildContext,
  tool: ToolName,
  argv: readonly string[],
  surroundings: BinutilSurroundings,
): Promise<number> {
  const { toolchain, files } = context;
  const expanded = expandResponseFiles(argv, files);
  const names = expanded.map((arg) => (arg.startsWith('-') ? undefined : arg));
  // An output may not exist yet (ar's archive, strip -o): every word that could be a file is watched.
  const absolute = (name: string): string => resolve(files.workingDirectory, name);
  const handed = new Map<string, Uint8Array>();
  const watched = new Map<string, string>();
  const args = expanded.map((arg, index) => {
    const name = names[index];
    if (name === undefined) return arg;
    const path = absolute(name);
    const bytes = files.read(path);
    if (bytes === undefined && !mayBeOutput(tool, expanded, index)) return arg;
    if (toolchain.seesDisk) return arg;
    // The directory's number keeps files of one name apart, and the name is what an archive remembers.
    const place = `${toolchain.scratch}/${index}/${path.slice(path.lastIndexOf('/') + 1)}`;
    handed.set(
      place,
      bytes === undefined ? new Uint8Array() : tool === 'strip' ? bytes : (extractModule(bytes) ?? bytes),
    );
    if (bytes === undefined) handed.delete(place);
    watched.set(place, name);
    return place;
  });
  const run = await toolchain.run({
    tool,
    args,
    files: handed,
    outputs: [...watched.keys()],
    workingDirectory: files.workingDirectory,
    input: expanded.includes('-M') && tool === 'ar' ? surroundings.standardInput() : undefined,
  });
  const shown = (text: string): string =>
    [...watched].reduce((all, [place, name]) => all.replaceAll(place, name), text);
  surroundings.standardError(shown(run.stderr));
  surroundings.standardOutput(
    watched.size === 0 ? run.stdout : new TextEncoder().encode(shown(new TextDecoder().decode(run.stdout))),
  );
  for (const [place, name] of watched) {
    const bytes = run.files.get(place);
    if (bytes !== undefined && !same(bytes, handed.get(place))) surroundings.write(name, bytes);
  }
  return run.status;
}

/** A word after the operation of ar, or after -o. */
function mayBeOutput(tool: ToolName, argv: readonly string[], index: number): boolean {
  if (argv[index - 1] === '-o') return true;
  return tool === 'ar' && index === argv.findIndex((arg, at) => at > 0 && !arg.startsWith('-'));
}

function same(a: Uint8Array, b: Uint8Array | undefined): boolean {
  if (b === undefined || a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
