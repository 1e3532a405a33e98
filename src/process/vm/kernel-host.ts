/**
 * Starts allocators' kernels on a process's memory: they are WebAssembly like the program, and go through the same
 * translation. So their headers and links lie in the program's pages, and touching them faults as it would natively.
 */
import { parseModule } from '../../instrument/binary/module.js';
import { AT_CALL, IMPORT_MODULE, instrument, MEMORY_IMPORT, type Instrumented } from '../../instrument/instrument.js';
import { HOST_IMPORTS } from '../../instrument/runtime/host-imports.js';
import { suspendModule } from '../../instrument/suspend/suspend-module.js';
import { translateModule } from '../../instrument/translate/translate-module.js';
import type { KernelHost, KernelImports } from '../../memory/kernel.js';
import { PROGRAM_LIMIT } from '../../memory/layout.js';
import { SLOT, SUSPENSION, translationTables } from './layout.js';
import type { PagedSystem } from './paged-system.js';

export interface KernelMachine {
  system: PagedSystem;
  /** Every reference to a page is seen. */
  observed: boolean;
  pageFault(address: number, write: number, site: number, frame: number): void;
  pagesTouched(): void;
  /** The process's memory, for TypeScript. */
  copies: KernelHost['copies'];
  /** What TypeScript that walks a heap sees of it; the memory itself, if not given. */
  buffer?(): ArrayBuffer;
  /** Told of each kernel's instance, in the order in which they start. */
  started(instance: WebAssembly.Instance): void;
}

export function kernelHost(machine: KernelMachine): KernelHost {
  const { system, observed, pageFault, pagesTouched, started } = machine;
  return {
    get buffer() {
      return machine.buffer?.() ?? system.buffer;
    },
    copies: machine.copies,
    start(wasm, imports) {
      const compiled = system.kernels.get(wasm, observed, () => {
        const tables = translationTables(observed);
        const bytes = translateModule(prepared(wasm), { tables, stackPointer: undefined });
        // It is never interrupted; but fork copies its globals.
        return suspendModule(bytes, { cells: SUSPENSION, mayUnwind: () => false });
      });
      const instance = new WebAssembly.Instance(compiled, {
        ...withoutMemory(imports),
        [IMPORT_MODULE]: {
          ...Object.fromEntries(HOST_IMPORTS.map(({ name }) => [name, unexpected(name)])),
          [MEMORY_IMPORT]: system.memory,
          pageFault: (address: number, write: number) => pageFault(address, write, AT_CALL, 0),
          pagesTouched,
        },
      });
      system.kernels.started(compiled, instance);
      started(instance);
      return instance.exports;
    },
  };
}

function prepared(wasm: Uint8Array): Instrumented {
  return instrument(parseModule(wasm), {
    passes: new Set(),
    helpers: {
      ...{ shadow: 0, limit: PROGRAM_LIMIT, paged: undefined, cells: SLOT.cells, readOnly: undefined },
      ...{ stackPointer: undefined, stackLow: 0, stackDepth: 0 },
    },
    functionName: () => '',
    isUserCode: () => true,
    // Optimising an allocator takes a tenth of a second: only for a program that calls it often enough.
    isHot: () => false,
  });
}

function withoutMemory(imports: KernelImports): KernelImports {
  return Object.fromEntries(Object.entries(imports).filter(([module]) => module !== 'env'));
}

function unexpected(name: string): () => never {
  return () => {
    throw new Error(`a kernel calls ${name}`);
  };
}
