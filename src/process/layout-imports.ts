/**
 * What code compiled with clang's layout pass calls now and then (the frequent calls never leave wasm; see
 * instrument/runtime/layout-calls.ts). The interface is compiler-rt's asan ABI; nothing here checks anything.
 */
import type { Address, Bytes, CodeOffset } from '../base/ids.js';
import { ARRAY_PADDING, DynamicArrays } from './dynamic-arrays.js';
import type { VariableLayout } from './variable-layout.js';

export interface AddressMarks {
  markAddressable(address: Address, size: Bytes): void;
  markUnaddressable(address: Address, size: Bytes): void;
}

/** @param callSite where the program calls from */
export function layoutImports(
  marks: AddressMarks,
  layout: VariableLayout,
  arrays: DynamicArrays,
  callSite: () => CodeOffset,
  word: (address: Address) => number,
): Record<string, (...args: number[]) => number | void> {
  const nothing = (): void => {};
  const poison = (address: number, size: number): void => marks.markUnaddressable(address >>> 0, size >>> 0);
  const unpoison = (address: number, size: number): void => marks.markAddressable(address >>> 0, size >>> 0);
  return {
    __asan_init: nothing,
    __asan_version_mismatch_check_v8: nothing,
    __asan_register_globals: (address, count) =>
      layout.registerGlobals(address >>> 0, count >>> 0, (start, size) => marks.markUnaddressable(start, size)),
    __asan_unregister_globals: nothing,
    __asan_before_dynamic_init: nothing,
    __asan_after_dynamic_init: nothing,
    // Frames that are left without their epilogue are taken back when the stack pointer is set.
    __asan_handle_no_return: nothing,
    __asan_alloca_poison: (address, size) => {
      const array = { start: address >>> 0, size: size >>> 0, site: callSite() };
      const end = array.start + array.size;
      poison(array.start - ARRAY_PADDING, ARRAY_PADDING);
      poison(end, DynamicArrays.end(array) - end);
      arrays.born(array);
    },
    __asan_allocas_unpoison: (top, bottom) => {
      if (top === 0 || top >>> 0 >= bottom >>> 0) return;
      unpoison(top, (bottom >>> 0) - (top >>> 0));
      arrays.ended(top >>> 0, bottom >>> 0);
    },
    __asan_poison_stack_memory: poison,
    __asan_unpoison_stack_memory: unpoison,
    __asan_poison_memory_region: poison,
    __asan_unpoison_memory_region: unpoison,
    // The cookie before a new[] of objects with destructors: its padding is a redzone already.
    __asan_poison_cxx_array_cookie: nothing,
    __asan_load_cxx_array_cookie: (address) => word(address >>> 0),
    // A container tells which part of its storage is in use: [start, oldMiddle) before, [start, newMiddle) from now on.
    __sanitizer_annotate_contiguous_container: (_start, _end, oldMiddle, newMiddle) => {
      const [old, now] = [oldMiddle >>> 0, newMiddle >>> 0];
      if (now > old) marks.markAddressable(old, now - old);
      else marks.markUnaddressable(now, old - now);
    },
    __sanitizer_annotate_double_ended_contiguous_container: (start, end, _oldFrom, _oldTo, from, to) => {
      marks.markUnaddressable(start >>> 0, (end >>> 0) - (start >>> 0));
      marks.markAddressable(from >>> 0, (to >>> 0) - (from >>> 0));
    },
  };
}
