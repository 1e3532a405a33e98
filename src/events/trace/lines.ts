/**
 * The lines of a text, without their ends, and their numbers from 1. Bytes that are no UTF-8 become U+FFFD.
 *
 * Cost: one pass; a piece of the text at a time is decoded, so that no string grows with the file.
 */
const PIECE = 2 ** 20;
const NEWLINE = 10;

export function forEachLine(bytes: Uint8Array, visit: (line: string, number: number) => void): void {
  let number = 0;
  for (let from = 0; from < bytes.length; ) {
    const cut = from + PIECE < bytes.length ? bytes.indexOf(NEWLINE, from + PIECE) : -1;
    const to = cut === -1 ? bytes.length : cut + 1;
    const lines = new TextDecoder().decode(bytes.subarray(from, to)).split('\n');
    // What follows the last newline of a piece is empty, as pieces end with one.
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) visit(line.endsWith('\r') ? line.slice(0, -1) : line, ++number);
    from = to;
  }
}
