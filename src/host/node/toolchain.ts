/** The compile pipeline on this machine: which compiler, whose files, which cache. */
import type { BuildContext, Toolchain } from '../../languages/clang/toolchain.js';
import { DiskCache } from './cache-disk.js';
import { cacheDirectory } from './cache-directory.js';
import { DiskSources } from './toolchain-files.js';
import { NativeToolchain } from './toolchain-native.js';
import { PackagedToolchain } from './toolchain-packaged.js';

export interface BuildOptions {
  /** --clang: path of a native clang with a wasm target. Default: HEAPGLASS_CLANG, else the packaged compiler. */
  clang?: string;
  environment?: NodeJS.ProcessEnv;
}

/**
 * Starts nothing and reads next to nothing; the compiler is loaded when something must be compiled.
 * @throws ToolchainError when the named clang does not exist or the package is not installed.
 */
export function openBuild(options: BuildOptions = {}): BuildContext {
  const environment = options.environment ?? process.env;
  const named = options.clang ?? environment['HEAPGLASS_CLANG'];
  const toolchain: Toolchain =
    named === undefined || named === ''
      ? new PackagedToolchain(environment['HEAPGLASS_LLVM'] || undefined)
      : new NativeToolchain(named, environment);
  const directory = cacheDirectory(environment, process.platform);
  return { toolchain, files: new DiskSources(), cache: directory === undefined ? undefined : new DiskCache(directory) };
}
