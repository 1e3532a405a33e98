/** Programs for tests, compiled as `heapglass run` compiles them, with what the whole test run has (test-run.ts). */
import { openBuild } from '../../src/host/node/toolchain.js';
import { compileProgram } from '../../src/languages/clang/program.js';
import { TEST_CACHE } from './test-run.js';

const context = openBuild({ environment: { HEAPGLASS_CACHE: TEST_CACHE, HEAPGLASS_LLVM: process.env.HEAPGLASS_LLVM } });

/**
 * The module of sources; throws whatever the compiler says, warnings too.
 * @param words sources and options
 */
export async function compiled(words: string[], kind: { plain?: boolean; paged?: boolean } = {}): Promise<Uint8Array> {
  const result = await compileProgram(context, { arguments: words, ...kind });
  if (!result.ok || result.diagnostics !== '') throw new Error(`does not compile:\n${result.diagnostics}`);
  return result.module;
}
