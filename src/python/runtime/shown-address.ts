import type { Address } from '../../base/ids.js';

/** An address as reprs show it. */
export function shownAddress(p: Address): string {
  return `0x${p.toString(16).padStart(12, '0')}`;
}
