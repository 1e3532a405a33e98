/** Makes a kept object part of the program: what its symbols stand for is made, its code relocated and put into the table. */
import type { Address } from '../../base/ids.js';
import type { CompiledObject, Step } from '../compile/kept/object.js';
import { isSymbol, numberOf, relocate } from '../compile/kept/symbols.js';
import type { CompiledCode } from '../compile/pool.js';
import type { Runtime } from '../runtime/runtime.js';
import type { CodePool } from './code-pool.js';

/** Makes the module of a program. @param exported gives one of its functions, a short one */
export type CompileProgram = (wasm: Uint8Array<ArrayBuffer>, exported: () => unknown) => WebAssembly.Module;

/** The code object of the module. The pool has made nothing before. */
export function linkObject(rt: Runtime, object: CompiledObject, pool: CodePool, compile?: CompileProgram): Address {
  const { tableBase } = pool;
  const addresses: Address[] = [];
  const addressOf = (known: number) => (isSymbol(known) ? addresses[numberOf(known)] : known);
  for (const step of object.steps) {
    if ('complete' in step) pool.complete(addressOf(step.complete), withAddresses(step.compiled, addressOf, tableBase));
    else addresses.push(made(step, pool));
  }
  const places = { addresses, caches: pool.cache(object.caches), tableBase };
  for (const { wasm, symbols } of object.modules) relocate(wasm, symbols, places);
  const shortest = () => rt.table.get(tableBase + object.shortest) as unknown;
  rt.link(object.modules, object.functionCount, compile && ((wasm) => compile(wasm, shortest)));
  return addressOf(object.code);
}

function made(step: Exclude<Step, { complete: number }>, pool: CodePool): Address {
  switch (step.make) {
    case 'name':
      return pool.name(step.text);
    case 'constant':
      return pool.constant(step.value);
    case 'trace cell':
      return pool.traceCell();
    case 'code':
      return pool.newCode(step.parts, step.first, step.frameBytes);
  }
}

function withAddresses(compiled: CompiledCode, addressOf: (known: number) => Address, tableBase: number): CompiledCode {
  return {
    ...compiled,
    index: tableBase + compiled.index,
    constants: compiled.constants.map(addressOf),
    traceCells: new Map([...compiled.traceCells].map(([site, cell]) => [site, addressOf(cell)])),
  };
}
