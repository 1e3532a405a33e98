/** A checked program as an object that can be kept. */
import { NotSupported } from '../../../languages/python/errors.js';
import type { CheckedProgram } from '../../../languages/python/parse.js';
import { compileModule } from '../compile.js';
import type { CompiledObject } from './object.js';
import type { CodeModes } from '../pool.js';
import { SymbolicPool } from './symbolic-pool.js';

/**
 * @param modes as of a pool
 * @returns undefined if a function has something that is not supported: that is only said when it is called
 */
export function objectOf(program: CheckedProgram, modes: CodeModes): CompiledObject | undefined {
  const pool = new SymbolicPool(modes);
  try {
    const { unit, code } = compileModule(program, pool);
    pool.compileDeclared(unit);
    return { imports: unit.imports.names, functions: unit.functions, steps: pool.steps, code };
  } catch (problem) {
    if (problem instanceof NotSupported) return undefined;
    throw problem;
  }
}
