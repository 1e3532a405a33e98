import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * With all that lead to it. Node's own way to do that never ends where a system says of a directory that is there that
 * nothing can be made in it because it is not (/proc).
 */
export function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    const parent = dirname(directory);
    if (code !== 'ENOENT' || parent === directory) throw error;
    makeDirectory(parent);
    mkdirSync(directory);
  }
}
