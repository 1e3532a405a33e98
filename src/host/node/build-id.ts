/** Which build of heapglass this is: what one build keeps, another one must not take for its own. */
import { readFileSync } from 'node:fs';

/** From the bundle (scripts/bundles.mjs). @returns undefined where there is none: then nothing can be kept */
export function readBuildId(): string | undefined {
  try {
    return readFileSync(new URL('../bundle/build-id', import.meta.url), 'utf8');
  } catch {
    return undefined;
  }
}
