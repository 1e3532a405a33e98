/**
 * Python's kernel as a module, for programs that have a thread to themselves. Whoever imports this first has it before all else is
 * loaded: if no machine code of it has been kept, it is optimised meanwhile, 80 ms before the program begins.
 */
import { readBuildId } from '../host/node/build-id.js';
import { cacheDirectory } from '../host/node/cache-directory.js';
import { compileWithHints } from '../host/node/engine.js';
import { KeptModule } from '../host/node/kept-module.js';
import { kernelBytes } from '../python/runtime/kernel-functions.js';

export const PYTHON_KERNEL = new KeptModule(
  cacheDirectory(process.env, process.platform),
  readBuildId(),
  'python-kernel',
  kernelBytes(),
  compileWithHints,
);
