/**
 * The options that make a program checkable.
 *
 * Layout: clang's address sanitizer pass pads local and global variables, names them, and marks their scopes; its own
 * checks are switched off, since the rewriter (instrument/) puts in better ones. No sanitizer runtime is linked: what
 * the pass calls becomes an import that the host provides (process/layout-imports.ts).
 * setjmp: lowered to WebAssembly's exception instructions. Measured: 20 bytes in a program that does not use it, so it is
 * always on. The old form of those instructions is used; Node 20 knows no other.
 * Exceptions: clang may compile throw; the throw itself is an import on which the run stops with a message.
 */

import { FORESEEN_CALLS } from '../../base/foreseen-calls.js';
import { PAGED_SOURCE } from './paged-source.js';
import { SUPPLEMENT_HEADERS, SUPPLEMENT_SOURCE } from './supplement.js';

/** Given to the compiler proper: drivers of older clangs refuse the sanitizer for WASI, though the pass works there. */
const LAYOUT = [
  '-Xclang',
  '-fsanitize=address',
  '-Xclang',
  '-fsanitize-address-use-after-scope',
  '-Xclang',
  '-fsanitize-address-destructor=none',
  '-fno-assume-sane-operator-new',
  '-mllvm',
  '-asan-instrument-reads=false',
  '-mllvm',
  '-asan-instrument-writes=false',
  '-mllvm',
  '-asan-instrument-atomics=false',
  '-mllvm',
  '-asan-instrument-byval=false',
  '-mllvm',
  '-asan-max-inline-poisoning-size=0',
  '-mllvm',
  '-asan-use-after-return=never',
  '-mllvm',
  '-asan-mapping-offset=0',
];
/** Older clangs store the shadow of partly used granules themselves, for a plane that is not ours. */
const FIRST_WITH_LAYOUT = 16;

/** Leaf functions move the stack pointer too: then their frames die when they return. */
const FRAMES = ['-Xclang', '-disable-red-zone'];

const SETJMP = ['-mllvm', '-wasm-enable-sjlj'];

/**
 * A call before each access, for functions that call setjmp (instrument/runtime/foreseen-accesses.ts): on paged memory a handler of
 * signals may leave an access by longjmp.
 */
const FORESEEN = [
  '-Xclang',
  '-fsanitize-coverage-type=1',
  '-Xclang',
  '-fsanitize-coverage-trace-loads',
  '-Xclang',
  '-fsanitize-coverage-trace-stores',
];
const FIRST_WITH_FORESEEN = 14;

/** wasi-libc keeps these behind macros because they emulate what WASI lacks. */
const EMULATIONS = ['SIGNAL', 'PROCESS_CLOCKS', 'MMAN', 'GETPID'];

/** What code is compiled for. */
export interface CodeKind {
  /** For runs that check nothing: the program's variables lie as they do anywhere. */
  plain?: boolean;
  /** For paged memory: the headers have its system calls. */
  paged?: boolean;
  /** Handlers of signals may jump out of its accesses (compile-unit.ts). */
  jumps?: boolean;
}

/** Without the layout of a new enough clang, arrays on the stack and in static data have no bounds; all else is checked. */
export function compileRecipe(
  clangVersion: number,
  { plain = false, paged = false, jumps = false }: CodeKind = {},
): readonly string[] {
  return [
    ...(paged ? ['-D__HEAPGLASS_PAGED=1'] : []),
    ...(clangVersion >= FIRST_WITH_LAYOUT && !plain ? LAYOUT : []),
    ...(plain ? [] : FRAMES),
    ...SETJMP,
    ...(clangVersion >= FIRST_WITH_FORESEEN && paged && jumps ? FORESEEN : []),
    ...EMULATIONS.map((name) => `-D_WASI_EMULATED_${name}`),
  ];
}

/** For assembler sources, where the passes have nothing to do and clang would say so. */
export const ASSEMBLE_RECIPE: readonly string[] = EMULATIONS.map((name) => `-D_WASI_EMULATED_${name}`);

export const STACK_SIZE = 8 * 1024 * 1024;

export const LINK_RECIPE: readonly string[] = [
  '-z',
  `stack-size=${STACK_SIZE}`,
  '--export-if-defined=__heap_base',
  '--export-if-defined=__data_end',
  '--export-if-defined=errno',
];

/** What wasi-libc leaves out unless asked: long double in printf and scanf, setjmp, and the emulations. */
export const EMULATION_LIBRARIES: readonly string[] = [
  '-lc-printscan-long-double',
  '-lsetjmp',
  '-lwasi-emulated-signal',
  '-lwasi-emulated-process-clocks',
  '-lwasi-emulated-mman',
  '-lwasi-emulated-getpid',
];

export const CPLUSPLUS_LIBRARIES: readonly string[] = ['-lc++', '-lc++abi'];

const SHADOW_CODES = ['00', '01', '02', '03', '04', '05', '06', '07', 'f1', 'f2', 'f3', 'f5', 'f8'];

/** What may stay undefined at link time, and so becomes an import; any other undefined symbol is an error of the program. */
export const HOST_SYMBOLS: readonly string[] = [
  ...SHADOW_CODES.map((code) => `__asan_set_shadow_${code}`),
  ...[
    'init',
    'version_mismatch_check_v8',
    'register_globals',
    'unregister_globals',
    'before_dynamic_init',
    'after_dynamic_init',
    'handle_no_return',
    'alloca_poison',
    'allocas_unpoison',
    'memcpy',
    'memmove',
    'memset',
    'poison_stack_memory',
    'unpoison_stack_memory',
    'poison_memory_region',
    'unpoison_memory_region',
    'poison_cxx_array_cookie',
    'load_cxx_array_cookie',
  ].map((name) => `__asan_${name}`),
  ...FORESEEN_CALLS.map(({ name }) => name),
  '__sanitizer_annotate_contiguous_container',
  '__sanitizer_annotate_double_ended_contiguous_container',
  '__cxa_allocate_exception',
  '__cxa_free_exception',
  '__cxa_throw',
  '__cxa_rethrow',
  '__cxa_begin_catch',
  '__cxa_end_catch',
  '__cxa_get_exception_ptr',
  '_Unwind_Resume',
  '_Unwind_CallPersonality',
];

/** Part of the key of everything kept: another recipe makes other objects and modules. */
export const RECIPE_KEY = JSON.stringify([
  compileRecipe(Infinity, { paged: true, jumps: true }),
  ASSEMBLE_RECIPE,
  LINK_RECIPE,
  EMULATION_LIBRARIES,
  CPLUSPLUS_LIBRARIES,
  HOST_SYMBOLS,
  SUPPLEMENT_HEADERS,
  SUPPLEMENT_SOURCE,
  PAGED_SOURCE,
]);
