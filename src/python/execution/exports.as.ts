/** What execution gives to compiled code, definitions and TypeScript. */
export {
  op_delete_attribute,
  op_delete_item,
  op_get_attribute,
  op_get_item,
  op_set_attribute,
  op_set_item,
  op_slice,
} from './attributes.as';
export {
  call_entry,
  function_call,
  op_call,
  op_call_once,
  op_call_found,
  op_call_method,
  op_call_spread,
  op_load_method,
} from './calls.as';
export {
  op_dict,
  op_dict_merge,
  op_dict_set,
  op_dict_update,
  op_list,
  op_list_append,
  op_list_extend,
  op_list_to_tuple,
  op_set,
  op_set_add,
  op_set_update,
  op_tuple,
  op_unpack,
  op_unpack_star,
} from './displays.as';
export {
  op_async_enter,
  op_enter,
  op_exit_with,
  op_matches,
  op_raise,
  op_raise_again,
} from './exceptions.as';
export {
  frame_clear,
  frame_dealloc,
  frame_leave,
  frame_release,
  frame_too_deep,
  frame_traverse,
  frameObject,
  traceback_clear,
  traceback_dealloc,
  traceback_here,
  traceback_traverse,
} from './frames.as';
export {
  cell_clear,
  cell_dealloc,
  cell_traverse,
  code_dealloc,
  function_clear,
  function_dealloc,
  function_get,
  function_traverse,
  lazy_entry,
  newFunction,
  op_cell,
  op_function,
  takeCode,
} from './functions.as';
export { op_iterator, op_stopped, op_next_of_generator } from './iteration.as';
export {
  op_build_class,
  op_delete_global,
  op_delete_name,
  op_load_class_cell,
  op_load_global,
  op_load_name,
  op_setup_annotations,
  op_store_global,
  op_store_name,
  raise_unbound_free,
  raise_unbound_local,
} from './names.as';
export {
  float_of,
  int_of,
  op_binary,
  op_compare,
  op_compare_truth,
  op_contains,
  op_isinstance,
  op_len,
  op_append,
  op_in_place,
  op_truth,
  op_unary,
} from './operators.as';
export { op_poll } from './polls.as';
export { op_poll_begin, op_trace_line, op_trace_round } from './tracing.as';
export { runBody } from './running.as';
export { generator_throw, op_awaitable, op_delegate, op_send } from './delegation.as';
export {
  closeGenerator,
  delegateOf,
  generator_close,
  generator_dealloc,
  generator_entry,
  generator_finalize,
  generator_next,
  generator_send,
  generator_send_slot,
  generator_traverse,
} from './generators.as';
export { op_import, op_import_from, op_import_star } from './imports.as';
export {
  op_length,
  op_match_class,
  op_match_group,
  op_match_keys,
  op_match_rest,
  op_regroup,
  op_show,
} from './matching.as';
export { formatted, op_format, op_join } from './strings.as';
export { anext_close, anext_next, anext_send, anext_throw, newAnextAwaitable } from './anext.as';
export {
  async_generator_aclose,
  async_generator_anext,
  async_generator_asend,
  async_generator_athrow,
  async_step_close,
  async_step_next,
  async_step_send,
  async_step_throw,
  async_throw_next,
  async_throw_send,
  async_throw_throw,
  coroutine_await,
  op_async_iterator,
  op_async_next,
  op_wrap_async,
  wrapper_close,
  wrapper_next,
  wrapper_send,
  wrapper_throw,
} from './async.as';
export { op_get_range, op_set_range } from './ranges.as';
