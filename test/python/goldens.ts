/** What CPython 3.11 says of the snippets; make-goldens.py writes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ValidSnippet {
  readonly source: string;
  /** As `ast.dump(tree, include_attributes=True)`, in ASCII. */
  readonly tree: string;
  readonly scopes: unknown[];
}

export interface InvalidSnippet {
  readonly source?: string;
  /** In base64, for what is no text. */
  readonly bytes?: string;
  readonly type: string;
  readonly message: string;
  /** Line, column, end line, end column. */
  readonly place: readonly (number | null)[] | null;
  /** What the interpreter prints for the file bad.py. */
  readonly shown: string;
}

interface Goldens {
  readonly valid: readonly ValidSnippet[];
  readonly invalid: readonly InvalidSnippet[];
}

export const goldens = JSON.parse(readFileSync(join(import.meta.dirname, 'goldens.json'), 'utf8')) as Goldens;

/** The bytes of a snippet's file. */
export function fileOf(snippet: { readonly source?: string; readonly bytes?: string }): Uint8Array {
  if (snippet.bytes !== undefined) return Uint8Array.from(Buffer.from(snippet.bytes, 'base64'));
  return new TextEncoder().encode(`${snippet.source!}\n`);
}

/** A name for a test: the snippet on one line. */
export function nameOf(snippet: { readonly source?: string; readonly bytes?: string }): string {
  const text = snippet.source ?? String(Buffer.from(snippet.bytes!, 'base64'));
  return JSON.stringify(text.slice(0, 60));
}
