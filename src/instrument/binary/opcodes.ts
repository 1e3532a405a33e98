/** WebAssembly's numbers: value types, section ids and the opcodes that the passes name. */

export const TYPE = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b, funcref: 0x70, externref: 0x6f } as const;
export type ValueType = number;

export const SECTION = {
  custom: 0, type: 1, import: 2, function: 3, table: 4, memory: 5, global: 6, export: 7, start: 8, element: 9,
  code: 10, data: 11, dataCount: 12, tag: 13,
} as const;

export const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;

export const OP = {
  unreachable: 0x00, nop: 0x01, block: 0x02, loop: 0x03, if: 0x04, else: 0x05, try: 0x06, catch: 0x07, throw: 0x08,
  rethrow: 0x09, throwRef: 0x0a, end: 0x0b, br: 0x0c, brIf: 0x0d, brTable: 0x0e, return: 0x0f, call: 0x10,
  callIndirect: 0x11, returnCall: 0x12, returnCallIndirect: 0x13, callRef: 0x14, returnCallRef: 0x15, delegate: 0x18,
  catchAll: 0x19, drop: 0x1a, select: 0x1b, selectTyped: 0x1c, tryTable: 0x1f,
  localGet: 0x20, localSet: 0x21, localTee: 0x22, globalGet: 0x23, globalSet: 0x24, tableGet: 0x25, tableSet: 0x26,
  i32Load: 0x28, i64Load: 0x29, f32Load: 0x2a, f64Load: 0x2b, i32Load8U: 0x2d, i32Load16U: 0x2f,
  i64Load32U: 0x35, i32Store: 0x36, i64Store: 0x37, f32Store: 0x38, f64Store: 0x39, i32Store8: 0x3a, i32Store16: 0x3b,
  i64Store32: 0x3e, memorySize: 0x3f, memoryGrow: 0x40, i32Const: 0x41, i64Const: 0x42, f32Const: 0x43, f64Const: 0x44,
  i32Eqz: 0x45, i32Eq: 0x46, i32Ne: 0x47, i32LtS: 0x48, i32LtU: 0x49, i32GtS: 0x4a, i32GtU: 0x4b, i32LeS: 0x4c,
  i32LeU: 0x4d, i32GeS: 0x4e, i32GeU: 0x4f, i64Eqz: 0x50, i64Eq: 0x51, i64Ne: 0x52,
  i32Clz: 0x67, i32Ctz: 0x68, i32Add: 0x6a, i32Sub: 0x6b, i32Mul: 0x6c, i32DivS: 0x6d, i32DivU: 0x6e, i32RemS: 0x6f,
  i32RemU: 0x70, i32And: 0x71, i32Or: 0x72, i32Xor: 0x73, i32Shl: 0x74, i32ShrS: 0x75, i32ShrU: 0x76,
  i64Ctz: 0x7a, i64Add: 0x7c, i64Sub: 0x7d, i64DivS: 0x7f, i64DivU: 0x80, i64RemS: 0x81, i64RemU: 0x82, i64And: 0x83,
  i64Or: 0x84, i64Xor: 0x85, i64Shl: 0x86, i64ShrU: 0x88, i32TruncF32S: 0xa8, i32TruncF64U: 0xab, i32WrapI64: 0xa7,
  i64ExtendI32U: 0xad, i64TruncF32S: 0xae, i64TruncF64U: 0xb1, f64ConvertI32U: 0xb8, f64Add: 0xa0,
  refNull: 0xd0, refIsNull: 0xd1, refFunc: 0xd2, gcPrefix: 0xfb, miscPrefix: 0xfc, simdPrefix: 0xfd, atomicPrefix: 0xfe,
} as const;

/** Operations behind the prefix byte 0xfc. */
export const MISC = {
  memoryInit: 8, dataDrop: 9, memoryCopy: 10, memoryFill: 11, tableInit: 12, elemDrop: 13, tableCopy: 14, tableGrow: 15,
  tableSize: 16, tableFill: 17,
} as const;

export const BLOCK_VOID = 0x40;
