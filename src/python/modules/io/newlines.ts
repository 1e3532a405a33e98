/** Ends of lines: what is read becomes \n, as a file's parameter `newline` says, and what is written becomes something else. */

const LF = 10;
const CR = 13;

/** Bits of the ends that were seen. */
export const SEEN_CR = 1;
export const SEEN_LF = 2;
export const SEEN_CRLF = 4;

/** Translates text in pieces: a carriage return at the end of one waits for the next. */
export class NewlineTranslation {
  readonly #translates: boolean;
  seen = 0;
  #waiting = false;

  constructor(translates: boolean) {
    this.#translates = translates;
  }

  get isWaiting(): boolean {
    return this.#waiting;
  }

  reset(): void {
    this.#waiting = false;
  }

  push(piece: Uint32Array, final: boolean): Uint32Array {
    let text = piece;
    if (this.#waiting && (piece.length > 0 || final)) {
      text = new Uint32Array(piece.length + 1);
      text[0] = CR;
      text.set(piece, 1);
      this.#waiting = false;
    }
    if (text.length > 0 && text[text.length - 1] === CR && !final) {
      text = text.subarray(0, text.length - 1);
      this.#waiting = true;
    }
    return text.includes(CR) ? this.#translate(text) : this.#look(text);
  }

  #look(text: Uint32Array): Uint32Array {
    this.see(text);
    return text;
  }

  /** Notes the ends in text without carriage returns. */
  see(text: Uint32Array | Uint8Array): void {
    if ((this.seen & SEEN_LF) === 0 && text.includes(LF)) this.seen |= SEEN_LF;
  }

  #translate(text: Uint32Array): Uint32Array {
    const out = new Uint32Array(text.length);
    let length = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      const isPair = c === CR && text[i + 1] === LF;
      if (c === LF) this.seen |= SEEN_LF;
      else if (c === CR) this.seen |= isPair ? SEEN_CRLF : SEEN_CR;
      if (c !== CR) out[length++] = c;
      else if (isPair) {
        if (!this.#translates) out[length++] = CR;
        out[length++] = LF;
        i++;
      } else out[length++] = this.#translates ? LF : CR;
    }
    return out.subarray(0, length);
  }
}

/** Where the line that starts at `from` ends, behind its end; -1 if its end is not there yet. */
export function lineEnd(text: Uint32Array, from: number, newline: string | undefined, final: boolean): number {
  if (newline === undefined || newline === '\n') {
    const end = text.indexOf(LF, from);
    return end < 0 ? -1 : end + 1;
  }
  if (newline === '\r') {
    const end = text.indexOf(CR, from);
    return end < 0 ? -1 : end + 1;
  }
  if (newline === '\r\n') {
    for (let i = text.indexOf(CR, from); i >= 0; i = text.indexOf(CR, i + 1)) if (text[i + 1] === LF) return i + 2;
    return -1;
  }
  // Any of them, as they are.
  for (let i = from; i < text.length; i++) {
    if (text[i] === LF) return i + 1;
    if (text[i] !== CR) continue;
    if (i + 1 < text.length) return text[i + 1] === LF ? i + 2 : i + 1;
    return final ? i + 1 : -1;
  }
  return -1;
}

/** What is written for \n; undefined where it stays. */
export function writtenNewline(newline: string | undefined): string | undefined {
  return newline === '\r' || newline === '\r\n' ? newline : undefined;
}

/** The value of the attribute newlines. */
export function seenNewlines(seen: number): string[] {
  return [
    ...((seen & SEEN_CR) !== 0 ? ['\r'] : []),
    ...((seen & SEEN_LF) !== 0 ? ['\n'] : []),
    ...((seen & SEEN_CRLF) !== 0 ? ['\r\n'] : []),
  ];
}
