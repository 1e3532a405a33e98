/**
 * A compiled object as bytes.
 *
 *     length of the texts (u32) | texts: JSON | padding to 4 | length in words (u32) | words | modules
 *
 * The words are, in this order: the modules (count first; use, bytes, places of symbols), functions, the shortest, bytes of caches, the symbol of the
 * module's code, the steps (count first; each begins with its kind). What a step has is written in the order of its fields: texts by their number, lists
 * with their count first, positions of sites as four words each. Little endian, as all typed arrays that Node runs on.
 */
import type { Span } from '../../../languages/python/tree/ast.js';
import type { CodeParts, CompiledCode, Constant } from '../pool.js';
import type { ModuleUse } from '../../runtime/module-use.js';
import type { CompiledObject, Step, SymbolicModule } from './object.js';

const USES: readonly ModuleUse[] = ['program', 'library', 'large'];
const STEP_NAME = 0;
const STEP_CONSTANT = 1;
const STEP_TRACE_CELL = 2;
const STEP_CODE = 3;
const STEP_COMPLETE = 4;

/** A constant begins with its type; ints have three forms, complex numbers two. */
const TYPES = [
  'none',
  'true',
  'false',
  'ellipsis',
  'word',
  'number',
  'bigint',
  'float',
  'imaginary',
  'complex',
  'str',
  'points',
  'bytes',
  'tuple',
  'frozenset',
  'code',
] as const;
type TypeName = (typeof TYPES)[number];

const FLAG_GENERATOR = 1;
const FLAG_SIMPLE = 2;
const WORDS_OF_SITE = 4;

export function encodeObject({ modules, functionCount, shortest, caches, steps, code }: CompiledObject): Uint8Array {
  const out = new WordWriter();
  out.words.push(modules.length);
  for (const { use, wasm, symbols } of modules) {
    out.words.push(USES.indexOf(use), wasm.length);
    out.list(symbols);
  }
  out.words.push(functionCount, shortest, caches, code, steps.length);
  for (const step of steps) writeStep(out, step);
  const texts = new TextEncoder().encode(JSON.stringify(out.texts));
  const wordsAt = 4 + Math.ceil(texts.length / 4) * 4;
  const wasmAt = wordsAt + 4 + 4 * out.words.length;
  const bytes = new Uint8Array(modules.reduce((sum, { wasm }) => sum + wasm.length, wasmAt));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, texts.length, true);
  bytes.set(texts, 4);
  view.setUint32(wordsAt, out.words.length, true);
  new Int32Array(bytes.buffer, wordsAt + 4, out.words.length).set(out.words);
  let at = wasmAt;
  for (const { wasm } of modules) {
    bytes.set(wasm, at);
    at += wasm.length;
  }
  return bytes;
}

/** @param bytes aligned to 4, and nobody else's: code is relocated where it is */
export function decodeObject(bytes: Uint8Array): CompiledObject {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const textBytes = view.getUint32(0, true);
  const wordsAt = 4 + Math.ceil(textBytes / 4) * 4;
  const wordCount = view.getUint32(wordsAt, true);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + wordsAt + 4, wordCount);
  const texts = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + textBytes))) as string[];
  const from = new WordReader(words, texts);
  let at = wordsAt + 4 + 4 * wordCount;
  const nextModule = (): SymbolicModule => {
    const use = USES[from.word()];
    const wasm = bytes.subarray(at, at + from.word());
    at += wasm.length;
    return { use, wasm, symbols: from.view(from.word()) };
  };
  return {
    modules: Array.from({ length: from.word() }, nextModule),
    functionCount: from.word(),
    shortest: from.word(),
    caches: from.word(),
    code: from.word(),
    steps: Array.from({ length: from.word() }, () => readStep(from)),
  };
}

class WordWriter {
  readonly words: number[] = [];
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  text(text: string): void {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    this.words.push(number);
  }

  list(numbers: ArrayLike<number>): void {
    this.words.push(numbers.length);
    for (let at = 0; at < numbers.length; at++) this.words.push(numbers[at]);
  }

  textList(texts: readonly string[]): void {
    this.words.push(texts.length);
    for (const text of texts) this.text(text);
  }

  double(value: number): void {
    this.words.push(...new Int32Array(Float64Array.of(value).buffer));
  }
}

class WordReader {
  readonly #words: Int32Array;
  readonly #texts: readonly string[];
  #at = 0;

  constructor(words: Int32Array, texts: readonly string[]) {
    this.#words = words;
    this.#texts = texts;
  }

  word(): number {
    return this.#words[this.#at++];
  }

  text(): string {
    return this.#texts[this.word()];
  }

  view(count: number): Int32Array {
    this.#at += count;
    return this.#words.subarray(this.#at - count, this.#at);
  }

  list(): number[] {
    const numbers: number[] = [];
    for (let left = this.word(); left > 0; left--) numbers.push(this.word());
    return numbers;
  }

  textList(): string[] {
    const texts: string[] = [];
    for (let left = this.word(); left > 0; left--) texts.push(this.text());
    return texts;
  }

  double(): number {
    return new Float64Array(Int32Array.of(this.word(), this.word()).buffer)[0];
  }
}

function writeStep(out: WordWriter, step: Step): void {
  if ('complete' in step) {
    out.words.push(STEP_COMPLETE, step.complete);
    writeCompiled(out, step.compiled);
    return;
  }
  switch (step.make) {
    case 'name':
      out.words.push(STEP_NAME);
      out.text(step.text);
      return;
    case 'constant':
      out.words.push(STEP_CONSTANT);
      writeConstant(out, step.value);
      return;
    case 'trace cell':
      out.words.push(STEP_TRACE_CELL);
      return;
    case 'code':
      out.words.push(STEP_CODE);
      writeParts(out, step.parts);
      writeConstant(out, step.first);
      out.words.push(step.frameBytes);
  }
}

function readStep(from: WordReader): Step {
  switch (from.word()) {
    case STEP_NAME:
      return { make: 'name', text: from.text() };
    case STEP_CONSTANT:
      return { make: 'constant', value: readConstant(from) };
    case STEP_TRACE_CELL:
      return { make: 'trace cell' };
    case STEP_CODE:
      return { make: 'code', parts: readParts(from), first: readConstant(from), frameBytes: from.word() };
    default:
      return { complete: from.word(), compiled: readCompiled(from) };
  }
}

function writeParts(out: WordWriter, parts: CodeParts): void {
  out.text(parts.name);
  out.text(parts.qualifiedName);
  const flags = (parts.makesGenerator ? FLAG_GENERATOR : 0) | (parts.isSimple ? FLAG_SIMPLE : 0);
  out.words.push(parts.firstLine, parts.argumentCount, parts.positionalOnly, parts.keywordOnly, parts.flags);
  out.textList(parts.localNames);
  out.textList(parts.cellNames);
  out.textList(parts.freeNames);
  out.list(parts.cellParameters);
  out.words.push(parts.slots, parts.attributes, flags);
}

function readParts(from: WordReader): CodeParts {
  const parts = {
    name: from.text(),
    qualifiedName: from.text(),
    firstLine: from.word(),
    argumentCount: from.word(),
    positionalOnly: from.word(),
    keywordOnly: from.word(),
    flags: from.word(),
    localNames: from.textList(),
    cellNames: from.textList(),
    freeNames: from.textList(),
    cellParameters: from.list(),
    slots: from.word(),
    attributes: from.word(),
  };
  const flags = from.word();
  return { ...parts, makesGenerator: (flags & FLAG_GENERATOR) !== 0, isSimple: (flags & FLAG_SIMPLE) !== 0 };
}

function writeCompiled(out: WordWriter, compiled: CompiledCode): void {
  const sites = compiled.sites();
  out.words.push(compiled.index, compiled.frameBytes, compiled.stackDepth);
  out.list(compiled.constants);
  out.textList(compiled.globalNames);
  out.list([...compiled.traceCells].flat());
  out.words.push(sites.length);
  for (const { line, column, endLine, endColumn } of sites) out.words.push(line, column, endLine, endColumn);
}

function readCompiled(from: WordReader): CompiledCode {
  return {
    index: from.word(),
    frameBytes: from.word(),
    stackDepth: from.word(),
    constants: from.list(),
    globalNames: from.textList(),
    traceCells: pairs(from.list()),
    sites: sitesOf(from.view(WORDS_OF_SITE * from.word())),
  };
}

function pairs(numbers: readonly number[]): Map<number, number> {
  const map = new Map<number, number>();
  for (let at = 0; at < numbers.length; at += 2) map.set(numbers[at], numbers[at + 1]);
  return map;
}

/** Positions are only made when somebody looks at them: of most code nobody ever does. */
function sitesOf(words: Int32Array): CompiledCode['sites'] {
  let sites: Span[] | undefined;
  const site = (_: unknown, number: number): Span => {
    const at = WORDS_OF_SITE * number;
    return { line: words[at], column: words[at + 1], endLine: words[at + 2], endColumn: words[at + 3] };
  };
  return () => (sites ??= Array.from({ length: words.length / WORDS_OF_SITE }, site));
}

function writeConstant(out: WordWriter, value: Constant): void {
  const begin = (type: TypeName) => out.words.push(TYPES.indexOf(type));
  switch (value.type) {
    case 'int':
      if (typeof value.value === 'number' && value.value === (value.value | 0)) {
        begin('word');
        out.words.push(value.value);
      } else {
        begin(typeof value.value === 'bigint' ? 'bigint' : 'number');
        out.text(String(value.value));
      }
      return;
    case 'float':
      begin('float');
      out.double(value.value);
      return;
    case 'complex':
      begin(value.real === undefined ? 'imaginary' : 'complex');
      if (value.real !== undefined) out.double(value.real);
      out.double(value.imaginary);
      return;
    case 'str':
      begin(value.codePoints === undefined ? 'str' : 'points');
      out.text(value.value);
      if (value.codePoints !== undefined) out.list(value.codePoints);
      return;
    case 'bytes':
      begin('bytes');
      out.text(Array.from(value.value, (byte) => String.fromCharCode(byte)).join(''));
      return;
    case 'tuple':
    case 'frozenset':
      begin(value.type);
      out.words.push(value.items.length);
      for (const item of value.items) writeConstant(out, item);
      return;
    case 'code':
      begin('code');
      out.words.push(value.address);
      return;
    default:
      begin(value.type);
  }
}

function readConstant(from: WordReader): Constant {
  const type = TYPES[from.word()];
  switch (type) {
    case 'word':
      return { type: 'int', value: from.word() };
    case 'number':
      return { type: 'int', value: Number(from.text()) };
    case 'bigint':
      return { type: 'int', value: BigInt(from.text()) };
    case 'float':
      return { type: 'float', value: from.double() };
    case 'imaginary':
      return { type: 'complex', imaginary: from.double() };
    case 'complex':
      return { type: 'complex', real: from.double(), imaginary: from.double() };
    case 'str':
      return { type: 'str', value: from.text() };
    case 'points':
      return { type: 'str', value: from.text(), codePoints: from.list() };
    case 'bytes':
      return { type: 'bytes', value: Uint8Array.from(from.text(), (character) => character.charCodeAt(0)) };
    case 'tuple':
    case 'frozenset':
      return { type, items: Array.from({ length: from.word() }, () => readConstant(from)) };
    case 'code':
      return { type: 'code', address: from.word() };
    default:
      return { type };
  }
}
