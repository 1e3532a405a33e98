/** Numbers and words as reports write them. */

/** 40960 -> "40,960". */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** "1 byte", "4 bytes". */
export function counted(n: number, noun: string): string {
  return `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** As C programmers read addresses: "0x81a3c0". */
export function hex(address: number): string {
  return `0x${address.toString(16)}`;
}
