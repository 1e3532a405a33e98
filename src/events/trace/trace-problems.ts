/** What is wrong with a trace, and what becomes of it: an error at the first problem, or a count of lines passed over. */

/** The file is no trace, or a malformed one. The message is for people; `line` counts from 1, 0 where there is none. */
export class TraceError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

export class TraceProblems {
  readonly #lenient: boolean;
  /** Lines that were passed over. */
  skipped = 0;
  first: TraceError | undefined;

  constructor(lenient: boolean) {
    this.#lenient = lenient;
  }

  /** @throws TraceError unless lenient */
  report(line: number, message: string): void {
    const error = new TraceError(line, message);
    if (!this.#lenient) throw error;
    this.skipped++;
    this.first ??= error;
  }
}

const QUOTED = 40;

/** Text of a file as a message can show it: short, on one line, nothing that a terminal would obey. */
export function quote(text: string): string {
  const clean = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return clean.length > QUOTED ? `"${clean.slice(0, QUOTED)}..."` : `"${clean}"`;
}
