/**
 * The shares of a heap map as text, for JSON. A heap changes little from one moment to the next, so each share is written
 * as its difference to the same cell's in the column before (of the first column: to 0), modulo 64, as a digit of base64.
 * `~` and two digits, the high one first, stand for so many zeros in a row.
 *
 *     0 0 0 63 5      column 1      AAA/F  or  ~AD/F
 *     0 0 0 62 5      column 2      AAA/A  or  ~AD/A
 *
 * Cost: O(cells), and at most a character for each.
 */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE = DIGITS.length;
const ZEROS = '~';
/** Shorter runs are shorter as digits. */
const LEAST_RUN = 3;
const MOST_RUN = BASE * BASE - 1;

/** @param shares 0 to 63, columns of `cells` one after the other */
export function sharesToText(shares: Uint8Array, cells: number): string {
  const parts: string[] = [];
  let zeros = 0;
  const flush = (): void => {
    while (zeros >= LEAST_RUN) {
      const run = Math.min(zeros, MOST_RUN);
      parts.push(ZEROS, DIGITS[Math.floor(run / BASE)]!, DIGITS[run % BASE]!);
      zeros -= run;
    }
    parts.push(DIGITS[0]!.repeat(zeros));
    zeros = 0;
  };
  for (let i = 0; i < shares.length; i++) {
    const difference = (shares[i]! - (i < cells ? 0 : shares[i - cells]!) + BASE) % BASE;
    if (difference === 0) zeros++;
    else {
      flush();
      parts.push(DIGITS[difference]!);
    }
  }
  flush();
  return parts.join('');
}

/** What `sharesToText` was given. */
export function sharesFromText(text: string, cells: number, columns: number): Uint8Array {
  const shares = new Uint8Array(cells * columns);
  let at = 0;
  const put = (difference: number): void => {
    shares[at] = ((at < cells ? 0 : shares[at - cells]!) + difference) % BASE;
    at++;
  };
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== ZEROS) put(DIGITS.indexOf(text[i]!));
    else {
      for (let n = DIGITS.indexOf(text[++i]!) * BASE + DIGITS.indexOf(text[++i]!); n > 0; n--) put(0);
    }
  }
  return shares;
}
