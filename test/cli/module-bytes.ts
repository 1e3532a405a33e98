/** WebAssembly modules by hand: sections as bytes, right or deliberately wrong. */

export const HEAD = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

export function leb(value: number): number[] {
  const bytes: number[] = [];
  do {
    const rest = Math.floor(value / 128);
    bytes.push((value % 128) | (rest > 0 ? 0x80 : 0));
    value = rest;
  } while (value > 0);
  return bytes;
}

export function name(text: string): number[] {
  const bytes = [...Buffer.from(text)];
  return [...leb(bytes.length), ...bytes];
}

export function section(id: number, body: readonly number[]): number[] {
  return [id, ...leb(body.length), ...body];
}

export function list(...entries: (readonly number[])[]): number[] {
  return [...leb(entries.length), ...entries.flat()];
}

export function module(...sections: (readonly number[])[]): Uint8Array {
  return Uint8Array.from([...HEAD, ...sections.flat()]);
}

export const NO_PARAMETERS = [0x60, 0, 0];
const NOTHING = [0, 0x0b];

/** Parts of a program that does nothing; each can be replaced. */
export function program({
  types = list(NO_PARAMETERS),
  imports = list(),
  functions = list([0]),
  table = [] as number[],
  memory = list([0, 1]),
  globals = list(),
  exports = ['_start'],
  entry = 0,
  start = [] as number[],
  elements = [] as number[],
  code = [NOTHING] as number[][],
  rest = [] as number[],
} = {}): Uint8Array {
  return module(
    section(1, types),
    section(2, imports),
    section(3, functions),
    table,
    section(5, memory),
    section(6, globals),
    section(7, list(...exports.map((text) => [...name(text), 0, entry]))),
    start,
    elements,
    section(10, list(...code.map((body) => [...leb(body.length), ...body]))),
    rest,
  );
}

/** An import entry: kind and description follow the two names. */
export function imported(from: string, what: string, ...description: number[]): number[] {
  return [...name(from), ...name(what), ...description];
}
