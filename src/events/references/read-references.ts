/** Any file of references to a reference string. What it is follows from what it holds, not from its name. */
import { quote, TraceError, TraceProblems } from '../trace/trace-problems.js';
import { ARC } from './formats/arc.js';
import { CSV } from './formats/csv.js';
import { LACKEY } from './formats/lackey.js';
import { ORACLE_GENERAL } from './formats/oracle-general.js';
import { PAGE_LIST } from './formats/page-list.js';
import { isBlank, type FileHead, type ReadSettings, type ReferenceFormat } from './formats/reference-format.js';
import { ReferenceBuilder } from './reference-builder.js';
import type { References } from './references.js';

/** The first that recognises a file reads it. */
const FORMATS: readonly ReferenceFormat[] = [ORACLE_GENERAL, LACKEY, ARC, CSV, PAGE_LIST];

/** Bytes that a file is recognised by. */
const HEAD = 4096;

export interface ReadReferences {
  references: References;
  format: string;
  /** By which addresses were divided; undefined where the file names pages. */
  pageSize?: number;
  /** Lines left out because they are malformed; 0 unless lenient. */
  skipped: number;
  firstSkipped?: TraceError;
}

/** @param settings `lenient`: pass over malformed lines. @throws TraceError */
export function readReferences(bytes: Uint8Array, settings: ReadSettings & { lenient: boolean }): ReadReferences {
  const head = headOf(bytes);
  const format = FORMATS.find((candidate) => candidate.recognises(head));
  if (format === undefined) {
    const kinds =
      "page numbers, the ARC traces' lines, valgrind's lackey, or csv or oracleGeneral as libCacheSim has them";
    const { line, number } = firstLine(bytes);
    throw new TraceError(
      number,
      line === '' ? `is empty; expected ${kinds}` : `${quote(line)} begins no reference trace; expected ${kinds}`,
    );
  }
  const problems = new TraceProblems(settings.lenient);
  const builder = new ReferenceBuilder();
  format.read(bytes, builder, problems, settings);
  const references = builder.finish();
  if (references.page.length === 0)
    throw problems.first ?? new TraceError(0, 'holds no references; expected at least one');
  return {
    references,
    format: format.name,
    pageSize: format.hasAddresses ? settings.pageSize : undefined,
    skipped: problems.skipped,
    firstSkipped: problems.first,
  };
}

function headOf(bytes: Uint8Array): FileHead {
  const lines = headLines(bytes);
  // The last one may be cut off by the head's end; a file of one long line has no other.
  const complete = bytes.length > HEAD && lines.length > 1 ? lines.slice(0, -1) : lines;
  return {
    lines: complete.filter((line, i) => !isBlank(line) || (i === 0 && line.includes(','))),
    isText: !bytes.subarray(0, HEAD).includes(0),
    bytes: bytes.subarray(0, HEAD),
  };
}

function firstLine(bytes: Uint8Array): { line: string; number: number } {
  const lines = headLines(bytes);
  const at = lines.findIndex((line) => !isBlank(line));
  return { line: lines[at]?.trimEnd() ?? '', number: Math.max(at, 0) + 1 };
}

function headLines(bytes: Uint8Array): string[] {
  return new TextDecoder().decode(bytes.subarray(0, HEAD)).split('\n');
}
