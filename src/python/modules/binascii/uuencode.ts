/** One line of uuencoded data: a character for the length, then four characters for three bytes. */

const SPACE = 0x20;
const BACKTICK = 0x60;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const MOST = 45;

/** @param backtick in place of spaces @throws RangeError with CPython's words */
export function toUu(content: Uint8Array, backtick: boolean): Uint8Array {
  if (content.length > MOST) throw new RangeError('At most 45 bytes at once');
  const character = (value: number) => (backtick && value === 0 ? BACKTICK : SPACE + value);
  const line = [character(content.length)];
  for (let at = 0; at < content.length; at += 3) {
    const bits = (content[at] << 16) | ((content[at + 1] ?? 0) << 8) | (content[at + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) line.push(character((bits >> shift) & 63));
  }
  return Uint8Array.from([...line, NEWLINE]);
}

/** @throws RangeError */
export function fromUu(line: Uint8Array): Uint8Array {
  const isEnd = (at: number) => at >= line.length || line[at] === NEWLINE || line[at] === RETURN;
  const content = new Uint8Array(((line[0] ?? SPACE) - SPACE) & 63);
  let bits = 0;
  let count = 0;
  let at = 1;
  for (let to = 0; to < content.length; at++) {
    let value = 0;
    if (!isEnd(at)) {
      if (line[at] < SPACE || line[at] > SPACE + 64) throw new RangeError('Illegal char');
      value = (line[at] - SPACE) & 63;
    }
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    content[to++] = (bits >> count) & 255;
  }
  for (; at < line.length; at++)
    if (line[at] !== SPACE && line[at] !== SPACE + 64 && !isEnd(at)) throw new RangeError('Trailing garbage');
  return content;
}
