/** Numbers as axes have them: short. Exact ones are in tooltips and tables. */

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** 1536 -> "1.5 KiB". */
export function shortBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < BINARY.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${threeDigits(value)} ${BINARY[unit]}`;
}

/** 2500000 -> "2.5 M". */
export function shortCount(count: number): string {
  if (count >= 1e9) return `${threeDigits(count / 1e9)} G`;
  if (count >= 1e6) return `${threeDigits(count / 1e6)} M`;
  if (count >= 1e3) return `${threeDigits(count / 1e3)} k`;
  return String(count);
}

function threeDigits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
