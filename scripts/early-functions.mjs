/**
 * What of Python's kernel is optimised before the program begins: what nearly every program calls all the time. V8 would
 * notice it only after a tenth of a second, which the program spends in baseline code; so the module says it
 * (src/instrument/compilation-hints.ts has the section, src/host/node/engine.ts makes V8 heed it). That makes the first calls of bench:python
 * an eighth faster and a start 10 ms slower; three times as many functions make both slower.
 *
 * Found with V8's `--trace-wasm-compilation-times` and a kernel with names: what it came to optimise in a quarter of the
 * programs of bench/python, and generators.
 */
const EARLY = [
  'src/memory/gc/heap.as/allocFor',
  'src/memory/gc/counting/reachability.as/rescue',
  'src/memory/gc/counting/reachability.as/takeReference',
  'src/python/kernel/alloc.as/freeCyclic',
  'src/python/kernel/alloc.as/freeObject',
  'src/python/kernel/alloc.as/newOfClass',
  'src/python/kernel/collector.as/collect',
  'src/python/kernel/compare.as/compareExact',
  'src/python/kernel/counts.as/op_dealloc',
  'src/python/kernel/free-objects.as/newOfKind',
  'src/python/kernel/owned.as/owned_dealloc',
  'src/python/execution/calls.as/callDefined',
  'src/python/execution/calls.as/enter',
  'src/python/execution/calls.as/op_call',
  'src/python/execution/calls.as/op_call_found',
  'src/python/execution/calls.as/op_call_method',
  'src/python/execution/calls.as/op_load_method',
  'src/python/execution/displays.as/op_list',
  'src/python/execution/displays.as/op_tuple',
  'src/python/execution/iteration.as/op_iterator',
  'src/python/execution/operators.as/op_append',
  'src/python/execution/operators.as/op_binary',
  'src/python/objects/classes/attributes.as/findMethod',
  'src/python/objects/classes/call-type.as/type_call',
  'src/python/objects/classes/class-instance.as/instance_dealloc',
  'src/python/objects/classes/lookup.as/lookup',
  'src/python/objects/functions/builtin.as/enterDefinition',
  'src/python/objects/iterators/protocol.as/getIter',
  'src/python/objects/mappings/dict.as/dictSet',
  'src/python/objects/mappings/dict.as/dictSetHashed',
  'src/python/objects/mappings/dict.as/dict_traverse',
  'src/python/objects/mappings/dict.as/find',
  'src/python/objects/mappings/dict.as/insertNew',
  'src/python/objects/mappings/keys.as/releaseKeys',
  'src/python/objects/mappings/keys.as/resizeKeys',
  'src/python/objects/numbers/int/object.as/fromI64',
  'src/python/objects/numbers/new-int.as/int_dealloc',
  'src/python/objects/numbers/new-int.as/newInt',
  'src/python/objects/numbers/operators.as/binary',
  'src/python/objects/numbers/operators.as/number_add',
  'src/python/objects/sequences/iterators.as/list_iterator_next',
  'src/python/objects/sequences/list.as/listAppendOwned',
  'src/python/objects/sequences/list.as/list_dealloc',
  'src/python/objects/sequences/list.as/newList',
  'src/python/objects/sequences/tuple.as/newTuple',
  'src/python/objects/sequences/tuple.as/tuple_dealloc',
  'src/python/objects/sequences/tuple.as/tuple_traverse',
  'src/python/objects/text/str.as/str_dealloc',
  'src/python/objects/text/str.as/str_hash',
  'src/python/objects/text/strings.as/newStr',
];

/** Compiled when it is first called, in baseline code; and the same, but optimised at once, in another thread. */
const LATER = 1;
const EARLY_OPTIMISED = 3 | (1 << 2) | (2 << 4);

/**
 * The hint of each function that the module defines.
 * @throws if it has lost one of the names
 */
export function hintsOf(module, binaryen) {
  const functions = Array.from({ length: module.getNumFunctions() }, (_, at) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(at)),
  ).filter(({ module: imported }) => imported === '');
  const names = new Set(functions.map(({ name }) => name));
  const lost = EARLY.filter((name) => !names.has(name));
  if (lost.length > 0) throw new Error(`Python's kernel has no function of its own for ${lost.join(', ')}`);
  const early = new Set(EARLY);
  return functions.map(({ name }) => (early.has(name) ? EARLY_OPTIMISED : LATER));
}

/** The module with the hints as a section in front of its code. */
export function withHints(wasm, hints) {
  const name = Buffer.from('compilationHints');
  const payload = Buffer.concat([Buffer.from([name.length]), name, leb(hints.length), Buffer.from(hints)]);
  const at = startOfCode(wasm);
  return Buffer.concat([wasm.subarray(0, at), Buffer.from([0]), leb(payload.length), payload, wasm.subarray(at)]);
}

const CODE = 10;

function startOfCode(wasm) {
  for (let at = 8; ; ) {
    if (wasm[at] === CODE) return at;
    let size = 0;
    let next = at + 1;
    for (let shift = 0; ; shift += 7) {
      size += (wasm[next] & 0x7f) * 2 ** shift;
      if (wasm[next++] < 0x80) break;
    }
    at = next + size;
  }
}

function leb(value) {
  const bytes = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) + 128);
  }
}
