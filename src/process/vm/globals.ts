/** What an instance of a module has outside of its memory: its mutable globals, which suspend-module.ts exports. */
import { GLOBAL_EXPORT } from '../../instrument/suspend/suspension.js';

/** The copy goes on where the original is. Both are of the same module. */
export function copyGlobals(from: WebAssembly.Instance, to: WebAssembly.Instance): void {
  for (const [name, value] of Object.entries(from.exports)) {
    if (!name.startsWith(GLOBAL_EXPORT)) continue;
    (to.exports[name] as WebAssembly.Global).value = (value as WebAssembly.Global).value;
  }
}
