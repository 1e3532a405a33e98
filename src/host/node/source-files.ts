/** Source text for reports. */
import fs from 'node:fs';

/** Larger files are not worth their lines in a report. */
const LARGEST = 16 * 1024 * 1024;

/** The text of a source file, or undefined when it is not there any more. */
export function readSourceFile(path: string): string | undefined {
  try {
    return fs.statSync(path).size > LARGEST ? undefined : fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const lines = new Map<string, string[] | undefined>();

/** A line of a source file, or undefined when it is not there. Files are read once. */
export function readSourceLine({ file, line }: { file: string; line: number }): string | undefined {
  if (!lines.has(file)) lines.set(file, readSourceFile(file)?.split('\n'));
  return lines.get(file)?.[line - 1]?.replace(/\r$/, '');
}
