/**
 * The malloc family and C++'s operator new and delete as the program calls them: bodies that hand over to the host.
 * Names appear demangled (wasm-ld's name section) or mangled (other linkers), so both are listed.
 */
import { OPERATOR_ARRAY, OPERATOR_NOTHROW } from '../../base/operator-flags.js';
import type { CodeBuilder } from '../binary/code-builder.js';
import { TYPE } from '../binary/opcodes.js';
import type { Replacement } from './string-functions.js';

const { i32 } = TYPE;

function direct(name: string, parameters: number, returns: boolean, aliases: readonly string[] = []): Replacement {
  const sited = name !== 'malloc_usable_size';
  return {
    names: [name, ...aliases],
    params: Array.from({ length: parameters }, () => i32),
    results: returns ? [i32] : [],
    build(c) {
      for (let i = 0; i < parameters; i++) c.get(i);
      if (sited) c.call('stackId');
      c.call(name);
    },
  };
}

interface OperatorForm {
  names: readonly string[];
  parameters: number;
  /** Parameter that holds the alignment, where the form has one. */
  alignment?: number;
  flags: number;
}

function operatorNew({ names, parameters, alignment, flags }: OperatorForm): Replacement {
  return {
    names,
    params: Array.from({ length: parameters }, () => i32),
    results: [i32],
    build(c: CodeBuilder) {
      c.get(0);
      if (alignment === undefined) c.i32(0);
      else c.get(alignment);
      c.i32(flags).call('stackId').call('new');
    },
  };
}

function operatorDelete({ names, parameters, flags }: OperatorForm): Replacement {
  return {
    names,
    params: Array.from({ length: parameters }, () => i32),
    results: [],
    build(c: CodeBuilder) {
      c.get(0).i32(flags).call('stackId').call('delete');
    },
  };
}

/** The forms of one operator: `[demangled parameters, mangled suffix, parameter count, index of the alignment]`. */
function forms(
  make: (form: OperatorForm) => Replacement,
  word: 'new' | 'delete',
  rows: readonly (readonly [string, string, number, number | undefined, number])[],
): Replacement[] {
  return [0, OPERATOR_ARRAY].flatMap((array) =>
    rows.map(([demangled, suffix, parameters, alignment, flags]) => {
      const mangled = word === 'new' ? (array ? '_Zna' : '_Znw') : array ? '_Zda' : '_Zdl';
      const brackets = array ? '[]' : '';
      return make({
        names: [`operator ${word}${brackets}(${demangled})`, `${mangled}${suffix}`],
        parameters,
        alignment,
        flags: flags | array,
      });
    }),
  );
}

const NOTHROW = 'std::nothrow_t const&';

export const ALLOCATION_FUNCTIONS: readonly Replacement[] = [
  direct('malloc', 1, true, ['dlmalloc', '__libc_malloc']),
  direct('calloc', 2, true, ['dlcalloc', '__libc_calloc']),
  direct('realloc', 2, true, ['dlrealloc', '__libc_realloc']),
  direct('free', 1, false, ['dlfree', '__libc_free']),
  direct('aligned_alloc', 2, true),
  direct('memalign', 2, true, ['dlmemalign', '__libc_memalign']),
  direct('posix_memalign', 3, true),
  direct('malloc_usable_size', 1, true),
  ...forms(operatorNew, 'new', [
    ['unsigned long', 'm', 1, undefined, 0],
    [`unsigned long, ${NOTHROW}`, 'mRKSt9nothrow_t', 2, undefined, OPERATOR_NOTHROW],
    ['unsigned long, std::align_val_t', 'mSt11align_val_t', 2, 1, 0],
    [`unsigned long, std::align_val_t, ${NOTHROW}`, 'mSt11align_val_tRKSt9nothrow_t', 3, 1, OPERATOR_NOTHROW],
  ]),
  ...forms(operatorDelete, 'delete', [
    ['void*', 'Pv', 1, undefined, 0],
    ['void*, unsigned long', 'Pvm', 2, undefined, 0],
    [`void*, ${NOTHROW}`, 'PvRKSt9nothrow_t', 2, undefined, 0],
    ['void*, std::align_val_t', 'PvSt11align_val_t', 2, undefined, 0],
    ['void*, unsigned long, std::align_val_t', 'PvmSt11align_val_t', 3, undefined, 0],
    [`void*, std::align_val_t, ${NOTHROW}`, 'PvSt11align_val_tRKSt9nothrow_t', 3, undefined, 0],
  ]),
];
