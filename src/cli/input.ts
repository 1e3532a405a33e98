/** Files that the user named, read whole. */
import { readFileSync, statSync } from 'node:fs';

/** Devices are refused, for they need not end. @throws the file system's error, or one with a readable message */
export function readInput(path: string): Uint8Array {
  requireFinite(path);
  return readFileSync(path);
}

/** @throws as readInput does */
export function requireFinite(path: string): void {
  const status = statSync(path);
  if (status.isCharacterDevice() || status.isBlockDevice()) throw new Error('it is a device, not a file');
}
