/** Where what is made once and needed again is kept. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** HEAPGLASS_CACHE, else the user's cache directory. @returns undefined when switched off. */
export function cacheDirectory(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const chosen = environment['HEAPGLASS_CACHE'];
  if (chosen === 'off') return undefined;
  if (chosen !== undefined && chosen !== '') return chosen;
  if (platform === 'win32' && environment['LOCALAPPDATA'])
    return join(environment['LOCALAPPDATA'], 'heapglass', 'cache');
  if (environment['XDG_CACHE_HOME']) return join(environment['XDG_CACHE_HOME'], 'heapglass');
  return join(homedir(), '.cache', 'heapglass');
}
