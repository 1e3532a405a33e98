/** What an indirect call that trapped was aimed at. Engines only say that it failed, each in its own words. */
import { hex } from '../base/format.js';
import type { WasmModule } from '../instrument/binary/module.js';
import { TYPE } from '../instrument/binary/opcodes.js';
import type { TrapKind } from '../events/findings.js';

const TYPE_NAMES = new Map<number, string>([
  [TYPE.i32, 'i32'],
  [TYPE.i64, 'i64'],
  [TYPE.f32, 'f32'],
  [TYPE.f64, 'f64'],
]);

/**
 * @param engine what the engine's message was taken for
 * @param index the table index of the call
 * @param nameOf name of a function by its index, imports first
 */
export function explainIndirectCall(
  module: WasmModule,
  engine: TrapKind,
  index: number,
  nameOf: (functionIndex: number) => string,
): { trap: TrapKind; message: string } {
  if (index === 0) return { trap: 'indirect call to null', message: 'it is null' };
  const target = engine === 'table index out of bounds' ? undefined : tableEntry(module, index);
  if (target === undefined) {
    return { trap: 'table index out of bounds', message: `it holds ${hex(index)}` };
  }
  return {
    trap: 'indirect call to the wrong type',
    message: `it leads to ${nameOf(target)} ${signature(module, target)}`,
  };
}

/** As the module's element segments fill the first table at the start; programs from C never change it. */
function tableEntry(module: WasmModule, index: number): number | undefined {
  let found: number | undefined;
  for (const segment of module.elements) {
    if (segment.table === 0 && segment.start !== undefined) found = segment.functions?.[index - segment.start] ?? found;
  }
  return found;
}

function signature(module: WasmModule, functionIndex: number): string {
  const imported = module.importedFunctions.length;
  const type = module.functions[functionIndex - imported];
  if (type === undefined) return 'a function of the system';
  const { params, results } = module.types[type]!;
  const list = (types: readonly number[]): string => types.map((t) => TYPE_NAMES.get(t) ?? 'reference').join(', ');
  return `(${list(params)}) -> (${list(results)})`;
}
