/** What the kernel exports of this folder. */
export { lookup, lookupBehind, lookupCache, lookupCacheBytes, typeModified } from './lookup.as';
export { addSubclass, leaveBases, subclassAt, subclassPlaces } from './subclasses.as';
export { isName, nameAttribute, raiseNoAttribute } from './attribute-errors.as';
export {
  deleteAttribute,
  findMethod,
  getAttribute,
  hasAttribute,
  lookupAttribute,
  methodNeedsSelf,
  object_getattr,
  object_setattr,
  setAttribute,
} from './attributes.as';
export { new_wrapper, object_init, object_new, type_call } from './call-type.as';
export { instance_clear, instance_dealloc, instance_traverse, newObjectOf, object_dealloc } from './class-instance.as';
export {
  class_abs,
  class_add,
  class_and,
  class_divmod,
  class_float,
  class_floordiv,
  class_iadd,
  class_iand,
  class_ifloordiv,
  class_ilshift,
  class_imatmul,
  class_imod,
  class_imul,
  class_index,
  class_int,
  class_invert,
  class_ior,
  class_ipow,
  class_irshift,
  class_isub,
  class_itruediv,
  class_ixor,
  class_lshift,
  class_matmul,
  class_mod,
  class_mul,
  class_neg,
  class_or,
  class_pos,
  class_pow,
  class_rshift,
  class_sub,
  class_truediv,
  class_xor,
  setClassFunction,
} from './class-operators.as';
export {
  class_aiter,
  class_anext,
  class_await,
  class_bool,
  class_call,
  class_compare,
  class_contains,
  class_del,
  class_get,
  class_getattr,
  class_getitem,
  class_hash,
  class_init,
  class_item,
  class_iter,
  class_len,
  class_new,
  class_next,
  next_missing,
  class_repr,
  class_set,
  class_setattr,
  class_setitem,
  class_str,
} from './class-slots.as';
export { object_compare, object_get_class } from './compare-objects.as';
export {
  classmethod_descriptor_call,
  classmethod_descriptor_get,
  descriptor_dealloc,
  descriptor_traverse,
  getset_get,
  getset_set,
  member_get,
  member_set,
  method_descriptor_get,
  newDescriptor,
} from './descriptors.as';
export { roomInside } from './instance-slots.as';
export { attributeIndex, instance_get_dict, instance_get_weak, instance_set_dict } from './instance.as';
export {
  callable_clear,
  callable_dealloc,
  callable_traverse,
  classmethod_get,
  property_clear,
  property_dealloc,
  property_get,
  property_set,
  property_traverse,
  staticmethod_call,
  staticmethod_get,
} from './property.as';
export { super_clear, super_dealloc, super_getattr, super_traverse } from './super.as';
export { type_clear, type_dealloc, type_getattr, type_setattr, type_traverse } from './type.as';
export {
  method_wrapper_call,
  method_wrapper_dealloc,
  method_wrapper_traverse,
  wrapper_descriptor_call,
  wrapper_descriptor_get,
} from './wrapper.as';
export { isInstance, isInstanceOfType, isSubclass, isSubclassOfType } from './checks.as';
export { module_clear, module_dealloc, module_getattr, module_traverse } from './module.as';
export { super_init, super_init_slow, super_new } from './super-init.as';
