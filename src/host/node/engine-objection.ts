import { parseModule } from '../../instrument/binary/module.js';

/**
 * What the engine has against a module that is well formed: with its settings for programs (engine.ts) it would only say so when a
 * function is called that is not valid.
 * @returns undefined for a valid module, and for one that is not even well formed
 */
export function engineObjection(module: Uint8Array): string | undefined {
  if (WebAssembly.validate(module)) return undefined;
  try {
    parseModule(module);
  } catch {
    return undefined;
  }
  try {
    void new WebAssembly.Module(module);
  } catch (error) {
    return (error as Error).message;
  }
  return 'it is not valid WebAssembly';
}
