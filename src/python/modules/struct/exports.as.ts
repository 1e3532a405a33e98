/** What the kernel exports of _struct. */
export { struct_pack, struct_pack_slow, struct_unpack, struct_unpack_slow } from './pack.as';
