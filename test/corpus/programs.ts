/** The programs of the corpus, read from test/programs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHeader, type ProgramHeader } from './header.js';

export interface CorpusProgram {
  /** "heap/write_past_end.c". */
  name: string;
  /** "write_past_end.c". */
  fileName: string;
  /** Absolute path. */
  path: string;
  source: string;
  /** Undefined when it does not parse; `headerError` says why. */
  header?: ProgramHeader;
  headerError?: string;
}

const ROOT = join(import.meta.dirname, '..', 'programs');

/** Every program, in the order of its name. */
export function corpusPrograms(): CorpusProgram[] {
  const programs: CorpusProgram[] = [];
  for (const area of readdirSync(ROOT).sort()) {
    for (const fileName of readdirSync(join(ROOT, area)).sort()) {
      if (!/\.(c|cc)$/.test(fileName)) continue;
      const path = join(ROOT, area, fileName);
      const source = readFileSync(path, 'utf8');
      const program: CorpusProgram = { name: `${area}/${fileName}`, fileName, path, source };
      try {
        program.header = parseHeader(source);
      } catch (error) {
        program.headerError = (error as Error).message;
      }
      programs.push(program);
    }
  }
  return programs;
}
