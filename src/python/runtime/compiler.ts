/** How what runs programs is asked to compile one: `Runtime` does not depend on the compiler. */
import type { Address } from '../../base/ids.js';

export interface Compiler {
  /**
   * A code object for the source of a module, kept.
   * @throws PythonError with SyntaxError
   */
  compileModule(source: Uint8Array, fileName: string): Address;
  /** Runs the code of a module in its namespace. Its result is kept. */
  execute(code: Address, globals: Address, locals: Address): Address;
}
