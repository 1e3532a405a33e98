/** Whether a descriptor is a terminal. */
import { fstatSync } from 'node:fs';

/** The module tty, and the network that it brings, is only loaded for what may be one. */
export function isTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    // It is closed.
    return false;
  }
}
