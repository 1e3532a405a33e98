/** Sizes as reports on paged memory write them. */
import { grouped } from '../../base/format.js';

const PAGE_KIB = 4;

export function size(kib: number): string {
  return kib < 10 * 1024 ? `${grouped(Math.round(kib))} KiB` : `${grouped(Math.round(kib / 1024))} MiB`;
}

export function pagesSize(pages: number): string {
  return size(pages * PAGE_KIB);
}
