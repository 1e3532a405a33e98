/**
 * Functions of JavaScript in the table that WebAssembly calls through. The table takes functions of WebAssembly only, so a
 * module is made that imports each and exports it again.
 *
 * Cost: a module for each batch; about 10 ns for a call.
 */

/** Parameters are words. */
export interface Signature {
  readonly parameters: number;
  readonly result: 'word' | 'long' | 'none';
}

export interface NativeFunction {
  readonly signature: Signature;
  readonly call: (...words: number[]) => number | bigint | void;
}

const I32 = 0x7f;
const I64 = 0x7e;
const FUNCTION_TYPE = 0x60;
const SECTION = { type: 1, import: 2, export: 7 } as const;

/** The functions as WebAssembly has them, in the same order. */
export function asWebAssembly(functions: readonly NativeFunction[]): unknown[] {
  const types: string[] = [];
  const typeOf = ({ parameters, result }: Signature): number => {
    const key = `${parameters} ${result}`;
    if (!types.includes(key)) types.push(key);
    return types.indexOf(key);
  };
  const imports = functions.flatMap(({ signature }, at) => [0, ...name(at), 0, ...leb(typeOf(signature))]);
  const exports = functions.flatMap((_, at) => [...name(at), 0, ...leb(at)]);
  const typeBytes = types.flatMap((key) => {
    const [parameters, result] = key.split(' ');
    const count = Number(parameters);
    const results = result === 'none' ? [0] : [1, result === 'long' ? I64 : I32];
    return [FUNCTION_TYPE, count, ...Array<number>(count).fill(I32), ...results];
  });
  const module = new WebAssembly.Module(
    Uint8Array.from([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(SECTION.type, types.length, typeBytes),
      ...section(SECTION.import, functions.length, imports),
      ...section(SECTION.export, functions.length, exports),
    ]),
  );
  const given = Object.fromEntries(functions.map(({ call }, at) => [String(at), call]));
  const { exports: made } = new WebAssembly.Instance(module, { '': given });
  return functions.map((_, at) => made[String(at)]);
}

function section(id: number, count: number, bytes: number[]): number[] {
  const body = [...leb(count), ...bytes];
  return [id, ...leb(body.length), ...body];
}

function name(at: number): number[] {
  const text = String(at);
  return [text.length, ...Array.from(text, (digit) => digit.charCodeAt(0))];
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value >>>= 7;
  } while (value !== 0);
  return bytes;
}
