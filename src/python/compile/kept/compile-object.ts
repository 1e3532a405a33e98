/** A checked program as an object that can be kept. */
import { NotSupported } from '../../../languages/python/errors.js';
import type { CheckedProgram } from '../../../languages/python/parse.js';
import { compileModule } from '../compile.js';
import type { ModuleUse } from '../../runtime/module-use.js';
import { symbolicModuleOf, type Unit } from '../emit/unit.js';
import type { CodeModes } from '../pool.js';
import type { CompiledObject, SymbolicModule } from './object.js';
import { SymbolicPool } from './symbolic-pool.js';

/** Bytes of a function that takes a tenth of a second to optimise. */
const LARGE_BODY = 20_000;

/**
 * @param modes as of a pool
 * @returns undefined if a function has something that is not supported: that is only said when it is called
 */
export function objectOf(program: CheckedProgram, modes: CodeModes): CompiledObject | undefined {
  const pool = new SymbolicPool(modes);
  try {
    const { unit, code } = compileModule(program, pool);
    pool.compileDeclared(unit);
    const modules = symbolicModules(unit, modes.callsThroughTable);
    const { functionCount } = unit;
    const shortest = shortestOf(unit.functions.map(({ body }) => body.length));
    return { modules, functionCount, shortest, caches: pool.caches, steps: pool.steps, code };
  } catch (problem) {
    if (problem instanceof NotSupported) return undefined;
    throw problem;
  }
}

const shortestOf = (lengths: readonly number[]): number =>
  lengths.reduce((shortest, length, at) => (length < lengths[shortest] ? at : shortest), 0);

/** Of a library the large functions are a module of their own, which the engine is not to optimise soon. */
function symbolicModules(unit: Unit, isLibrary: boolean): SymbolicModule[] {
  const { functions, imports } = unit;
  const moduleOf = (use: ModuleUse, isIn: (body: Uint8Array) => boolean): SymbolicModule[] => {
    const numbers = [...functions.keys()].filter((number) => isIn(functions[number].body));
    return numbers.length === 0 ? [] : [{ use, ...symbolicModuleOf(imports.names, functions, numbers) }];
  };
  if (!isLibrary) return moduleOf('program', () => true);
  return [
    ...moduleOf('library', (body) => body.length < LARGE_BODY),
    ...moduleOf('large', (body) => body.length >= LARGE_BODY),
  ];
}
