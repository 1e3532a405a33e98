/**
 * The machine code that the engine has made of a WebAssembly module, as bytes. Browsers keep such code of pages that they know; Node
 * has no function for it, but V8 has those that its tests use.
 *
 * Invariants
 * 1. V8 ends the process where it is asked for code and has optimised no function: so one is optimised first.
 * 2. It takes code of its own version, for this processor, made under the settings of now, and refuses any other. Whether the bytes
 *    are whole and belong to the module it does not ask: whoever keeps them has to know.
 * 3. The settings are as before when a function of V8's has been made: they are what code is told apart by.
 */
import v8 from 'node:v8';
import { HAS_FLAGS } from './engine.js';

/** @returns undefined where V8 has no such function */
function engineFunction(...parametersAndBody: string[]): ((...given: unknown[]) => unknown) | undefined {
  if (!HAS_FLAGS) return undefined;
  v8.setFlagsFromString('--allow-natives-syntax');
  try {
    return new Function(...parametersAndBody) as (...given: unknown[]) => unknown;
  } catch {
    return undefined;
  } finally {
    v8.setFlagsFromString('--no-allow-natives-syntax');
  }
}

/**
 * What has been optimised until now; all else is compiled anew when it is called.
 * @param exported any function that an instance of the module exports
 * @returns undefined where the engine cannot say it
 */
export function machineCodeOf(module: WebAssembly.Module, exported: unknown): Uint8Array | undefined {
  const optimise = engineFunction('exported', '%WasmTierUpFunction(exported)');
  const serialize = engineFunction('module', 'return %SerializeWasmModule(module)');
  if (optimise === undefined || serialize === undefined) return undefined;
  optimise(exported);
  return new Uint8Array(serialize(module) as ArrayBuffer);
}

/**
 * @param code what `machineCodeOf` gave for the module of these bytes
 * @returns undefined where the engine does not take it
 */
export function moduleWithMachineCode(code: Uint8Array<ArrayBuffer>, wasm: Uint8Array): WebAssembly.Module | undefined {
  const deserialize = engineFunction('code', 'wasm', 'return %DeserializeWasmModule(code, wasm)');
  return deserialize?.(code.buffer, wasm) as WebAssembly.Module | undefined;
}
