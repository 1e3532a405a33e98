/** What the kernel exports of this folder. */
export {
  builtin_call,
  builtin_dealloc,
  builtin_traverse,
  method_descriptor_call,
  newBuiltin,
} from './builtin.as';
export {
  method_call,
  method_compare,
  method_dealloc,
  method_get,
  method_getattr,
  method_hash,
  method_traverse,
  newMethod,
} from './method.as';
