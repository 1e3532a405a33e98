/** CRC-32 (ISO 3309) and the CRC of binhex: sums that go on from an earlier one. */

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
