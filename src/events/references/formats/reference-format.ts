/** What a form of reference traces offers: to be recognised and to be read. */
import type { TraceProblems } from '../../trace/trace-problems.js';
import type { ReferenceBuilder } from '../reference-builder.js';

/** The beginning of a file, from which its form follows. */
export interface FileHead {
  /** Complete lines with text, of the first few thousand bytes; none of comments and markers. */
  lines: readonly string[];
  /** A text has no byte 0. */
  isText: boolean;
  bytes: Uint8Array;
}

export interface ReadSettings {
  /** A power of two: by which addresses are divided. */
  pageSize: number;
}

export interface ReferenceFormat {
  name: string;
  /** Whether it names bytes, so that the page size matters. */
  hasAddresses: boolean;
  recognises(head: FileHead): boolean;
  /** @throws TraceError where `problems` is strict, and where there are too many references */
  read(bytes: Uint8Array, builder: ReferenceBuilder, problems: TraceProblems, settings: ReadSettings): void;
}

/** Lines that stand for nothing: empty, a comment, a marker as the LIRS traces have them. */
export function isBlank(line: string): boolean {
  const text = line.trim();
  return text === '' || text === '*' || text.startsWith('#');
}

const DECIMAL = /^\d+$/;
const HEXADECIMAL = /^0x[0-9a-f]+$/i;
const MOST = 2n ** 64n;

/** A whole number below 2^64, exact: a bigint where a number would not be. undefined when it is none. */
export function wholeNumber(text: string): number | bigint | undefined {
  if (!DECIMAL.test(text) && !HEXADECIMAL.test(text)) return undefined;
  const value = Number(text);
  if (value <= Number.MAX_SAFE_INTEGER) return value;
  const exact = BigInt(text);
  return exact < MOST ? exact : undefined;
}
