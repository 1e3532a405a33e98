/**
 * A compiled object as bytes.
 *
 *     length of the head (u32) | head: JSON | padding to 4 | length in words (u32) | words | code of all functions
 *
 * The words are positions of sites, four for each, and places of symbols; the head has the steps, and for each run of words or
 * code how long it is. Little endian, as all typed arrays that Node runs on.
 */
import type { Span } from '../../../languages/python/tree/ast.js';
import type { AbiName } from '../abi.js';
import type { UnitFunction } from '../emit/unit.js';
import type { CompiledCode, Constant } from '../pool.js';
import type { CompiledObject, Step } from './object.js';

/** Numbers that JSON has no words for, and bytes. */
type Special = { $: 'int' | 'float' | 'bytes'; text: string };

interface Head {
  readonly imports: readonly AbiName[];
  readonly functions: readonly {
    readonly type: string;
    readonly name: string;
    readonly bytes: number;
    readonly symbols: number;
  }[];
  readonly steps: readonly Step[];
  readonly code: number;
}

export function encodeObject({ imports, functions, steps, code }: CompiledObject): Uint8Array {
  const words: number[] = [];
  const head = JSON.stringify(
    {
      imports,
      functions: functions.map(({ type, name, body, symbols }) => ({
        type,
        name,
        bytes: body.length,
        symbols: symbols.length,
      })),
      steps,
      code,
    },
    (key, value: unknown) => (key === 'sites' ? packed((value as CompiledCode['sites'])(), words) : special(value)),
  );
  for (const { symbols } of functions) words.push(...symbols);
  const text = new TextEncoder().encode(head);
  const wordsAt = 4 + Math.ceil(text.length / 4) * 4;
  const codeAt = wordsAt + 4 + 4 * words.length;
  const bytes = new Uint8Array(codeAt + functions.reduce((sum, { body }) => sum + body.length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  bytes.set(text, 4);
  view.setUint32(wordsAt, words.length, true);
  new Int32Array(bytes.buffer, wordsAt + 4, words.length).set(words);
  let at = codeAt;
  for (const { body } of functions) {
    bytes.set(body, at);
    at += body.length;
  }
  return bytes;
}

/** Appends positions to the words. Where they begin, and how many there are. */
function packed(sites: readonly Span[], words: number[]): [from: number, count: number] {
  const from = words.length;
  for (const { line, column, endLine, endColumn } of sites) words.push(line, column, endLine, endColumn);
  return [from, sites.length];
}

function special(value: unknown): unknown {
  if (typeof value === 'bigint') return { $: 'int', text: String(value) } satisfies Special;
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return { $: 'float', text: Object.is(value, -0) ? '-0' : String(value) } satisfies Special;
  if (value instanceof Map) return [...value];
  if (value instanceof Uint8Array)
    return { $: 'bytes', text: Array.from(value, (byte) => String.fromCharCode(byte)).join('') } satisfies Special;
  return value;
}

/** @param bytes aligned to 4, and nobody else's: code is relocated where it is */
export function decodeObject(bytes: Uint8Array): CompiledObject {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headBytes = view.getUint32(0, true);
  const wordsAt = 4 + Math.ceil(headBytes / 4) * 4;
  const wordCount = view.getUint32(wordsAt, true);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + wordsAt + 4, wordCount);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headBytes))) as Head;
  let symbolAt = wordCount - head.functions.reduce((sum, { symbols }) => sum + symbols, 0);
  let codeAt = wordsAt + 4 + 4 * wordCount;
  const functions = head.functions.map(({ type, name, bytes: length, symbols }): UnitFunction => {
    const body = bytes.subarray(codeAt, codeAt + length);
    const places = words.subarray(symbolAt, symbolAt + symbols);
    codeAt += length;
    symbolAt += symbols;
    return { type, name, body, symbols: places };
  });
  return { ...head, functions, steps: head.steps.map((step) => revived(step, words)) };
}

function revived(step: Step, words: Int32Array): Step {
  if ('complete' in step) return { ...step, compiled: withSites(step.compiled, words) };
  if (step.make === 'constant') return { ...step, value: restored(step.value) as Constant };
  return step.make === 'code' ? { ...step, first: restored(step.first) as Constant } : step;
}

/** A constant with what JSON has no words for. */
function restored(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(restored);
  const { $: kind, text } = value as Partial<Special>;
  if (kind === undefined || text === undefined)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, restored(one)]));
  if (kind === 'int') return BigInt(text);
  return kind === 'float' ? Number(text) : Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Positions are only made when somebody looks at them: of most code nobody ever does. */
function withSites(compiled: CompiledCode, words: Int32Array): CompiledCode {
  const [from, count] = compiled.sites as unknown as [number, number];
  let sites: Span[] | undefined;
  return {
    ...compiled,
    traceCells: new Map(compiled.traceCells),
    sites: () =>
      (sites ??= Array.from({ length: count }, (_, at): Span => {
        const [line, column, endLine, endColumn] = words.subarray(from + 4 * at, from + 4 * at + 4);
        return { line, column, endLine, endColumn };
      })),
  };
}
