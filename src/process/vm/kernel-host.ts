/**
 * Starts allocators' kernels on a process's memory: they are WebAssembly like the program, and go through the same
 * translation. So their headers and links lie in the program's pages, and touching them faults as it would natively.
 */
import { parseModule } from '../../instrument/binary/module.js';
import { IMPORT_MODULE, instrument, MEMORY_IMPORT, type Instrumented } from '../../instrument/instrument.js';
import { HOST_IMPORTS } from '../../instrument/runtime/host-imports.js';
import { translateModule } from '../../instrument/translate/translate-module.js';
import type { KernelHost, KernelImports } from '../../memory/kernel.js';
import { tablesOf, type Slot } from './layout.js';

/** Where in a program a kernel's access is, nothing says. */
export const NO_SITE = -1;

export interface KernelMachine {
  memory: WebAssembly.Memory;
  slot: Slot;
  /** Every reference to a page is seen. */
  observed: boolean;
  pageFault(address: number, write: number, site: number, frame: number): void;
  pagesTouched(): void;
}

export function kernelHost({ memory, slot, observed, pageFault, pagesTouched }: KernelMachine): KernelHost {
  return {
    buffer: memory.buffer,
    start(wasm, imports) {
      const bytes = translateModule(prepared(wasm, slot), {
        tables: tablesOf(slot, observed),
        stackPointer: undefined,
      });
      return new WebAssembly.Instance(new WebAssembly.Module(bytes), {
        ...withoutMemory(imports),
        [IMPORT_MODULE]: {
          ...Object.fromEntries(HOST_IMPORTS.map(({ name }) => [name, unexpected(name)])),
          [MEMORY_IMPORT]: memory,
          pageFault: (address: number, write: number) => pageFault(address, write, NO_SITE, 0),
          pagesTouched,
        },
      }).exports;
    },
  };
}

function prepared(wasm: Uint8Array, { cells }: Slot): Instrumented {
  return instrument(parseModule(wasm), {
    passes: new Set(),
    helpers: { shadow: 0, cells, stackPointer: undefined, stackLow: 0, stackDepth: 0, readOnly: undefined },
    functionName: () => '',
    isUserCode: () => true,
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
