/**
 * What compiled code calls in the kernel: name, type (wasm/module-writer.ts) and contract.
 *
 * i is an address or a word, l a 64-bit word, d a double. *Consumed* arguments are owned references that the function takes
 * over: they are released also when it fails, in the order in which CPython's instruction pops them. All others are
 * borrowed. Object results are owned; 0 means that an exception is pending. "Status" is 0, or -1 with an exception
 * pending; a "truth" is 1, 0 or -1. *Operands* are owned references at SP + LOCALS, consumed: where the frame of a callee
 * starts; a function that runs code before it has taken them moves SP behind them first.
 * Names are interned strs, borrowed. Caches are fixed blocks (caches.ts).
 */
import type { Signature } from './wasm/module-writer.js';

export const ABI = {
  // Objects
  /** (value) -> int. */
  int_of: 'l>i',
  /** (value) -> float. */
  float_of: 'd>i',
  /** (base, exponent) -> base ** exponent: NaN or infinite where the operator may have something else to say. */
  power: 'dd>d',
  /** (object): its count has become 0. */
  op_dealloc: 'i>',

  // Operators
  /** (slot, left consumed, right consumed): ADD … MATRIX_MULTIPLY. */
  op_binary: 'iii>i',
  /** (slot, left consumed, right consumed): IN_PLACE_ADD … */
  op_in_place: 'iii>i',
  /** (address of a variable, left consumed, right consumed): IN_PLACE_ADD where left is what the variable holds. */
  op_append: 'iii>i',
  /** (slot, operand consumed): NEGATIVE, POSITIVE, INVERT. */
  op_unary: 'ii>i',
  /** (left consumed, right consumed, operation). */
  op_compare: 'iii>i',
  /** (left consumed, right consumed, operation) -> truth of the result. */
  op_compare_truth: 'iii>i',
  /** (item consumed, container consumed) -> truth. */
  op_contains: 'ii>i',
  /** (object consumed) -> its length, an int. */
  op_len: 'i>i',
  /** (object, class, both consumed) -> True or False. */
  op_isinstance: 'ii>i',
  /** (object consumed) -> truth. */
  op_truth: 'i>i',
  /** (object) -> truth. */
  truthOf: 'i>i',

  // Attributes and items
  /** (object consumed, name, attribute cache). */
  op_get_attribute: 'iii>i',
  /** (value consumed, object consumed, name, attribute cache) -> status. */
  op_set_attribute: 'iiii>i',
  /** (object consumed, name) -> status. */
  op_delete_attribute: 'ii>i',
  /** (container consumed, key consumed). */
  op_get_item: 'ii>i',
  /** (value consumed, container consumed, key consumed) -> status. */
  op_set_item: 'iii>i',
  /** (container consumed, key consumed) -> status. */
  op_delete_item: 'ii>i',
  /** (container consumed, start consumed, stop consumed): `container[start:stop]`. */
  op_get_range: 'iii>i',
  /** (value consumed, container consumed, start consumed, stop consumed) -> status. */
  op_set_range: 'iiii>i',
  /** (start, stop, step, all consumed) -> slice. */
  op_slice: 'iii>i',

  // Names
  /** (frame, name, global cache). Global, then builtin; NameError. */
  op_load_global: 'iii>i',
  /** (frame, name, value consumed, global cache) -> status. */
  op_store_global: 'iiii>i',
  /** (frame, name) -> status. */
  op_delete_global: 'ii>i',
  /** (frame, name, global cache). FRAME_LOCALS, which may be any mapping, then as op_load_global. */
  op_load_name: 'iii>i',
  /** (frame, name, value consumed, global cache) -> status. */
  op_store_name: 'iiii>i',
  /** (frame, name) -> status. */
  op_delete_name: 'ii>i',
  /** (frame, cell, name): FRAME_LOCALS, then the cell. */
  op_load_class_cell: 'iii>i',
  /** (name): UnboundLocalError. */
  raise_unbound_local: 'i>',
  /** (name): NameError about a free variable. */
  raise_unbound_free: 'i>',

  // Displays and unpacking
  /** (count), operands. */
  op_tuple: 'i>i',
  op_list: 'i>i',
  op_set: 'i>i',
  /** (pairs), operands: key, value, … */
  op_dict: 'i>i',
  /** (count), operands: strs. Joins them. */
  op_join: 'i>i',
  /** (list, value consumed) -> status. */
  op_list_append: 'ii>i',
  /** (list, iterable consumed) -> status. */
  op_list_extend: 'ii>i',
  /** (list consumed) -> tuple. */
  op_list_to_tuple: 'i>i',
  /** (set, value consumed) -> status. */
  op_set_add: 'ii>i',
  /** (set, iterable consumed) -> status. */
  op_set_update: 'ii>i',
  /** (dict, key consumed, value consumed) -> status. */
  op_dict_set: 'iii>i',
  /** (dict, mapping consumed) -> status: `{**mapping}`. */
  op_dict_update: 'ii>i',
  /** (dict, mapping consumed, callable) -> status: `f(**mapping)`, which refuses keys that are there. */
  op_dict_merge: 'iii>i',
  /** (value consumed, count) -> status; the items are then at SP + LOCALS, owned. */
  op_unpack: 'ii>i',
  /** (value consumed, count before the starred target, count behind it) -> status; items and list as by op_unpack. */
  op_unpack_star: 'iii>i',

  // Iteration
  /** (object consumed) -> iterator. */
  op_iterator: 'i>i',
  /** (): NEXT has given 0 with a pending exception; if that is StopIteration it is forgotten. */
  op_stopped: '>',
  /** The same for a generator. */
  op_next_of_generator: 'i>i',

  // Calls
  /** (word, index in the table): calls the function, for a module that has no table. */
  call_entry: 'ii>i',
  /** (callable consumed, count, names of the last arguments: tuple or 0), operands. */
  op_call: 'iii>i',
  /** The same in code that runs once. */
  op_call_once: 'iii>i',
  /** (name, method cache, count without the object, names: tuple or 0, site of the look-up), operands: object, arguments. */
  op_call_method: 'iiiii>i',
  /** (object consumed, name, method cache, count) -> what `object.name(…)` calls; the object (or 0: not needed) is at
   *  SP + LOCALS, owned. */
  op_load_method: 'iiii>i',
  /** (callable consumed, count without the object, names), operands: object or 0, arguments. */
  op_call_found: 'iii>i',
  /** (callable consumed, arguments consumed: any iterable, dict consumed or 0). */
  op_call_spread: 'iii>i',

  // Functions and frames
  /** (frame, code, defaults consumed: tuple or 0, keyword defaults consumed: dict or 0, annotations consumed: tuple of
   *  names and values or dict or 0, closure consumed: tuple or 0) -> function. */
  op_function: 'iiiiii>i',
  /** (content consumed, or 0) -> cell. */
  op_cell: 'i>i',
  /** () -> builtins.__build_class__. */
  op_build_class: '>i',
  /** (frame) -> status: __annotations__ in FRAME_LOCALS. */
  op_setup_annotations: 'i>i',
  /** (frame) -> status: POLL was not 0. */
  op_poll: 'i>i',
  /** (frame) -> status: the same where a function begins. */
  op_poll_begin: 'i>i',
  /** (frame) -> status: a line begins, and the program is traced. */
  op_trace_line: 'i>i',
  /** (frame): a loop goes round, and the program is traced. */
  op_trace_round: 'i>',
  /** (): RecursionError; DEPTH_LEFT is below 0. */
  frame_too_deep: '>',
  /** (frame, result) -> what it ends with: it has a frame object, which takes it over if somebody else has it. Releases its contents. */
  frame_leave: 'ii>i',
  /** (frame, count): releases its first slots, FRAME_LOCALS and FRAME_FUNCTION. */
  frame_release: 'ii>',
  /** (frame): adds the place to the pending exception's traceback. */
  traceback_here: 'i>',

  // Exceptions
  /** (exception consumed, cause consumed or 0): `raise`. */
  op_raise: 'ii>',
  /** () -> 1, and what is handled is pending again; or 0, and another exception is: `raise` alone. */
  op_raise_again: '>i',
  /** (exception, type consumed) -> truth. */
  op_matches: 'ii>i',
  /** (exception, type consumed) -> status; then match (or None) and rest (or None) are at SP + LOCALS: `except*`. */
  op_match_group: 'ii>i',
  /** (original exception, list consumed of what was raised) -> exception to raise, or None: the end of `except*`. */
  op_regroup: 'ii>i',
  /** (exit method, exception) -> result of the call. */
  op_exit_with: 'ii>i',
  /** (manager consumed) -> result of __enter__; the bound __exit__ is at SP + LOCALS. */
  op_enter: 'i>i',
  /** The same for `async with`: the awaitable. */
  op_async_enter: 'i>i',

  // Imports
  /** (frame, name, names: tuple or None, level) -> module. */
  op_import: 'iiii>i',
  /** (module, name). */
  op_import_from: 'ii>i',
  /** (frame, module consumed) -> status. */
  op_import_star: 'ii>i',

  /** (value consumed) -> status: sys.displayhook(value). */
  op_show: 'i>i',

  // Strings
  /** (value consumed, conversion: 0 or the character code of s, r, a, specification consumed or 0) -> str. */
  op_format: 'iii>i',

  // Patterns
  /** (subject) -> length or -1. */
  op_length: 'i>i',
  /** (subject, keys: tuple) -> tuple of values, or None. */
  op_match_keys: 'ii>i',
  /** (subject, class consumed, positional patterns, names: tuple) -> tuple of attributes, or None. */
  op_match_class: 'iiii>i',
  /** (subject, keys: tuple) -> dict of the rest. */
  op_match_rest: 'ii>i',

  // Generators and coroutines
  /** (iterable consumed) -> iterator: `yield from`. */
  op_delegate: 'i>i',
  /** (object consumed, 0 or 1 or 2: in `await`, in __aenter__, in __aexit__) -> iterator. */
  op_awaitable: 'ii>i',
  /** (receiver, value consumed) -> 1 yielded, 0 returned, -1 failed; the value is at SP + LOCALS. */
  op_send: 'ii>i',
  /** (object consumed) -> asynchronous iterator. */
  op_async_iterator: 'i>i',
  /** (asynchronous iterator) -> awaitable. */
  op_async_next: 'i>i',
  /** (value consumed) -> what an asynchronous generator yields to its driver. */
  op_wrap_async: 'i>i',
} as const satisfies Record<string, Signature>;

export type AbiName = keyof typeof ABI;

/** Types of what is called through the table, by their numbers in modules. What has one word and gives one is the first. */
export const TABLE_SIGNATURES: readonly Signature[] = [...new Set<Signature>(['i>i', ...Object.values(ABI)])];
