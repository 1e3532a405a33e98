/** The memory of maps: blocks of the program's heap. */
import type { Address } from '../../../base/ids.js';
import type { KeptFile } from '../../../process/confined-files.js';
import type { Runtime } from '../../runtime/runtime.js';
import { raiseOSError } from '../os-error.js';
import { ERROR } from './constants.js';

/** No heap is as large. */
const MOST = 0x7000_0000;

/** @throws PythonError with ENOMEM */
export function mapBlock(rt: Runtime, bytes: number): Address {
  const at = bytes > MOST ? 0 : rt.kernel.allocBlock(bytes);
  if (at !== 0) return at;
  return raiseOSError(rt, ERROR.ENOMEM);
}

/** Fills memory with a file's bytes from `position` on, and with zeros where the file has ended. */
export function readFile(file: KeptFile, into: Uint8Array, position: number): void {
  let filled = 0;
  while (filled < into.length) {
    const count = file.read(into.subarray(filled), position + filled);
    if (count === 0) break;
    filled += count;
  }
  into.fill(0, filled);
}

export function writeFile(file: KeptFile, from: Uint8Array, position: number): void {
  for (let written = 0; written < from.length; ) written += file.write(from.subarray(written), position + written);
}
