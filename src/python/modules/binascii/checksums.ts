/** CRC-32 (ISO 3309), the CRC of binhex, and Adler-32 (RFC 1950): sums that go on from an earlier one. */

const CRC32 = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  return crc;
});

export function crc32(content: Uint8Array, start: number): number {
  let crc = ~start;
  for (const byte of content) crc = CRC32[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

export function crcHqx(content: Uint8Array, start: number): number {
  let crc = start & 0xffff;
  for (const byte of content) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc;
}

/** RFC 1950's sum; both halves are below this prime. */
const ADLER_MODULUS = 65521;
/** So many bytes can be summed up before a half gets too large for 32 bits. */
const ADLER_RUN = 5552;

export function adler32(content: Uint8Array, start: number): number {
  let a = start & 0xffff;
  let b = start >>> 16;
  for (let at = 0; at < content.length; ) {
    const end = Math.min(content.length, at + ADLER_RUN);
    for (; at < end; at++) {
      a += content[at];
      b += a;
    }
    a %= ADLER_MODULUS;
    b %= ADLER_MODULUS;
  }
  return ((b << 16) | a) >>> 0;
}
