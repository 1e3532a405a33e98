/**
 * What a TextIOWrapper knows: how text becomes bytes and back, what waits on the way in either direction, and where it is.
 */
import type { Address } from '../../../base/ids.js';
import { HEAP_MODE } from '../../../memory/gc/format.js';
import { byMark, decodePoints, isAscii } from '../../codecs/decode.js';
import { encodeBy } from '../../codecs/encode.js';
import {
  type Encoding,
  encodingNamed,
  keepsAscii,
  UTF_16,
  UTF_16_LE,
  UTF_32,
  UTF_32_LE,
} from '../../codecs/encodings.js';
import { lookUpCodec } from '../../codecs/registry.js';
import { codePointsOf, latin1From, textFrom } from '../../codecs/text.js';
import { ASCII, CHARACTERS_AT, LENGTH, STR_FLAGS } from '../../format/objects.js';
import {
  BUFFERED_RANDOM_TYPE,
  BUFFERED_READER_TYPE,
  BUFFERED_WRITER_TYPE,
  IS_BYTES,
  OS_ERROR,
  TYPE_ERROR,
  UNICODE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { unsupported } from './base.js';
import { BufferedState } from './buffered.js';
import { Growing } from './growing.js';
import { joined } from './joined.js';
import { lineEnd, NewlineTranslation, seenNewlines, writtenNewline } from './newlines.js';
import { FileState, raiseClosed, statesOf } from './state.js';
import { WaitingBytes } from './waiting-bytes.js';

/** Bytes that are read at once. */
export const CHUNK = 8192;
const NO_BYTES = new Uint8Array(0);
/** Types of the buffers that are asked without a call. */
export const FAST_BUFFERS = [BUFFERED_READER_TYPE, BUFFERED_WRITER_TYPE, BUFFERED_RANDOM_TYPE];

export class TextState extends FileState {
  encodingName = 'UTF-8';
  errors = 'strict';
  /** The parameter; undefined for None. */
  newline: string | undefined;
  lineBuffering = false;
  writeThrough = false;
  isReady = false;
  /** What is read is decoded by; undefined: an object of the library does it. */
  #decoding: Encoding | undefined;
  #encoding: Encoding | undefined;
  #isAtStart = true;
  #newlines = new NewlineTranslation(true);
  /** Decoded text that was not asked for yet. */
  readonly #text = new Growing<Uint32Array>((length) => new Uint32Array(length));
  /** Bytes whose character is not complete. */
  #rest: Uint8Array = NO_BYTES;
  /** The bytes that the text in hand came from, and how much text there was: for tell. */
  readonly #chunk = new Growing<Uint8Array>((length) => new Uint8Array(length));
  #chunkText = 0;
  readonly #pending = new WaitingBytes();
  #pendingPieces = 0;
  /** next() was called, so that tell would not know where. */
  isIterating = false;
  #atEnd = false;

  get buffer(): Address {
    const buffer = this.reference('buffer');
    if (buffer === 0)
      this.rt.raise(
        VALUE_ERROR,
        this.isReady ? 'underlying buffer has been detached' : 'I/O operation on uninitialized object',
      );
    return buffer;
  }

  /** The buffer, if it is one of ours. */
  get #fast(): BufferedState | undefined {
    const { buffer } = this;
    const state = FAST_BUFFERS.includes(this.rt.typeOf(buffer)) ? statesOf(this.rt).get(buffer) : undefined;
    return state instanceof BufferedState ? state : undefined;
  }

  get isClosed(): boolean {
    return this.#fast?.isClosed ?? this.rt.truth(this.rt.attribute(this.buffer, 'closed'));
  }

  checkOpen(): void {
    if (this.isClosed) raiseClosed(this.rt);
  }

  setUp(encoding: string, errors: string, newline: string | undefined): void {
    const { rt } = this;
    this.encodingName = encoding;
    this.errors = errors;
    this.newline = newline;
    this.#encoding = this.#decoding = encodingNamed(encoding);
    this.hold('decoder', 0);
    this.hold('encoder', 0);
    this.#isAtStart = true;
    if (this.#decoding === undefined) {
      const make = rt.attribute(lookUpCodec(rt, encoding), 'incrementaldecoder');
      this.hold('decoder', rt.call(make, [rt.string(errors)]));
    }
    this.#newlines = new NewlineTranslation(newline === undefined);
  }

  /** Where it is to be written now. */
  findPlace(): void {
    const { rt, buffer } = this;
    const can = (question: string) => rt.truth(rt.call(rt.attribute(buffer, question)));
    if (can('seekable') && can('writable') && rt.number(rt.call(rt.attribute(buffer, 'tell'))) !== 0)
      this.placeEncoder(false);
  }

  // Writing

  write(text: Address): number {
    const { rt } = this;
    this.checkOpen();
    if (!rt.isString(text))
      rt.raise(TYPE_ERROR, `write() argument must be str, not ${rt.shownTypeName(rt.typeOf(text))}`);
    this.#checkCan('writable', 'not writable');
    const length = this.#writeAscii(text) ?? this.#writeEncoded(text);
    // CPython has a list of what waits, from the second piece on, which is seen where objects are counted.
    if (++this.#pendingPieces === 2) this.#holdList();
    this.#forgetText();
    const endsLine = this.lineBuffering && this.#hasLineEnd(length);
    if (this.#pending.length > CHUNK || this.writeThrough || endsLine) this.writePending();
    if (endsLine) this.#flushBuffer();
    return rt.views.word(text + LENGTH);
  }

  /** Text that is its own bytes is copied where it waits: how many; undefined for other text. */
  #writeAscii(text: Address): number | undefined {
    const { views } = this.rt;
    const isAscii = (views.word(text + STR_FLAGS) & ASCII) !== 0;
    if (!isAscii || this.#encoding === undefined || !keepsAscii(this.#encoding)) return undefined;
    if (writtenNewline(this.newline) !== undefined) return undefined;
    const length = views.word(text + LENGTH);
    this.#pending.add(views.u8, text + CHARACTERS_AT, length);
    return length;
  }

  #writeEncoded(text: Address): number {
    const bytes = this.#encoded(this.#translated(text));
    this.#pending.add(bytes, 0, bytes.length);
    return bytes.length;
  }

  /** Whether there is one in what was written last. */
  #hasLineEnd(length: number): boolean {
    const written = this.#pending.last(length);
    return written.includes(10) || written.includes(13);
  }

  #holdList(): void {
    const { kernel, views } = this.rt;
    const mode = kernel.pauseTracing();
    this.hold('pending', this.rt.list([]));
    views.setWord(HEAP_MODE, mode);
  }

  #translated(text: Address): Address {
    const newline = writtenNewline(this.newline);
    if (newline === undefined) return text;
    const { rt } = this;
    const points = codePointsOf(rt, text);
    if (!points.includes(10)) return text;
    const to = Array.from(newline, (c) => c.charCodeAt(0));
    return textFrom(rt, Uint32Array.from(Array.from(points).flatMap((c) => (c === 10 ? to : c))));
  }

  #encoded(text: Address): Uint8Array {
    const { rt } = this;
    const encoding = this.#encoding;
    if (encoding === undefined) return this.#encodedByCodec(text);
    const bytes = encodeBy(rt, text, encoding, this.errors);
    // Only the first piece has a mark in front.
    this.#skipMark();
    return bytes;
  }

  #encodedByCodec(text: Address): Uint8Array {
    const { rt } = this;
    const bytes = rt.call(rt.attribute(this.#encoder(), 'encode'), [text]);
    if (!rt.hasFlag(bytes, IS_BYTES))
      rt.raise(TYPE_ERROR, `encoder should return a bytes object, not '${rt.shownTypeName(rt.typeOf(bytes))}'`);
    return rt.bytes(bytes);
  }

  /** The incremental encoder of a codec that programs or the library have registered: what comes first is coded otherwise. */
  #encoder(): Address {
    const { rt } = this;
    if (this.reference('encoder') === 0) {
      const make = rt.attribute(lookUpCodec(rt, this.encodingName), 'incrementalencoder');
      this.hold('encoder', rt.call(make, [rt.string(this.errors)]));
      if (!this.#isAtStart) rt.call(rt.attribute(this.reference('encoder'), 'setstate'), [rt.int(0)]);
    }
    return this.reference('encoder');
  }

  /** Hands what waits to the buffer. */
  writePending(): void {
    if (this.#pending.length === 0) return;
    const { rt } = this;
    const whole = this.#pending.takeAll();
    this.#pendingPieces = 0;
    this.hold('pending', 0);
    const fast = this.#fast;
    if (fast !== undefined) fast.write(whole);
    else rt.call(rt.attribute(this.buffer, 'write'), [rt.newBytes(whole)]);
  }

  #flushBuffer(): void {
    const fast = this.#fast;
    if (fast !== undefined) fast.flush();
    else this.rt.call(this.rt.attribute(this.buffer, 'flush'));
  }

  flush(): void {
    this.checkOpen();
    this.isIterating = false;
    this.writePending();
    this.rt.call(this.rt.attribute(this.buffer, 'flush'));
  }

  // Reading

  #canDo = new Map<string, boolean>();

  #checkCan(question: string, refusal: string): void {
    let answer = this.#canDo.get(question);
    if (answer === undefined) {
      answer = this.rt.truth(this.rt.call(this.rt.attribute(this.buffer, question)));
      this.#canDo.set(question, answer);
    }
    if (!answer) unsupported(this.rt, refusal);
  }

  #forgetText(): void {
    this.#text.clear();
    this.#chunk.clear();
    this.#chunkText = 0;
    this.#rest = NO_BYTES;
    this.#newlines.reset();
    this.#atEnd = false;
  }

  startReading(): void {
    this.checkOpen();
    this.#checkCan('readable', 'not readable');
    this.writePending();
  }

  /** Decodes one more piece; false at the end. */
  #readMore(): boolean {
    const { rt } = this;
    const fast = this.#fast;
    const bytes =
      fast !== undefined ? fast.read1(CHUNK) : rt.buffer(rt.call(rt.attribute(this.buffer, 'read1'), [rt.int(CHUNK)]));
    const final = bytes.length === 0;
    const points = this.#newlines.push(this.#decoded(bytes, final), final);
    if (this.#text.length === 0 || this.#chunk.length === 0) {
      this.#chunk.clear();
      this.#chunk.append(this.#rest0);
      this.#chunkText = 0;
    }
    this.#chunk.append(bytes);
    this.#text.append(points);
    this.#chunkText += points.length;
    this.#atEnd = final;
    return !final || points.length > 0;
  }

  /** The incomplete bytes that were there before the last piece. */
  #rest0: Uint8Array = NO_BYTES;

  #decoded(bytes: Uint8Array, final: boolean): Uint32Array {
    const { rt } = this;
    this.#rest0 = this.#rest;
    if (this.#decoding === undefined) {
      const decode = rt.attribute(this.reference('decoder'), 'decode');
      return codePointsOf(rt, rt.call(decode, [rt.newBytes(bytes), rt.bool(final)]));
    }
    const all = joined([this.#rest, bytes]);
    if (this.#decoding.mark !== undefined && (all.length >= this.#decoding.mark.length || final)) {
      const [actual, skipped] = byMark(all, this.#decoding);
      if (skipped === 0 && all.length > 0)
        rt.raise(UNICODE_ERROR, `${this.#decoding.name.toUpperCase()} stream does not start with BOM`);
      this.#decoding = actual;
      this.#rest = NO_BYTES;
      return this.#decodedBy(actual, all.subarray(skipped), final);
    }
    return this.#decodedBy(this.#decoding, all, final);
  }

  #decodedBy(encoding: Encoding, bytes: Uint8Array, final: boolean): Uint32Array {
    const { points, used } = decodePoints(this.rt, bytes, encoding, this.errors, final);
    this.#rest = bytes.slice(used);
    return points;
  }

  #take(count: number): Address {
    return textFrom(this.rt, this.#text.take(count));
  }

  read(count: number | undefined): Address {
    this.startReading();
    if (count === undefined) return this.#readAll();
    while (this.#text.length < count && this.#readMore());
    return this.#take(count);
  }

  /** What is left, read and decoded at once. */
  #readAll(): Address {
    const { rt } = this;
    const fast = this.#fast;
    const bytes =
      fast !== undefined ? (fast.read(undefined) ?? NO_BYTES) : rt.buffer(rt.call(rt.attribute(this.buffer, 'read')));
    if (this.#isItself(bytes)) {
      this.#newlines.see(bytes);
      this.#chunk.clear();
      this.#atEnd = true;
      return latin1From(rt, bytes);
    }
    this.#text.append(this.#newlines.push(this.#decoded(bytes, true), true));
    const text = this.#take(this.#text.length);
    this.#forgetText();
    this.#atEnd = true;
    return text;
  }

  /** Whether bytes are the text that is left, one character each. */
  #isItself(bytes: Uint8Array): boolean {
    const nothingWaits = this.#text.length === 0 && this.#rest.length === 0 && !this.#newlines.isWaiting;
    return (
      nothingWaits &&
      this.#decoding !== undefined &&
      keepsAscii(this.#decoding) &&
      isAscii(bytes) &&
      !bytes.includes(13)
    );
  }

  readLine(limit: number | undefined): Address {
    let from = 0;
    for (;;) {
      const newline = this.newline;
      const end = lineEnd(this.#text.items, from, newline, this.#atEnd);
      if (end >= 0) return this.#take(Math.min(end, limit ?? end));
      if (limit !== undefined && this.#text.length >= limit) return this.#take(limit);
      from = Math.max(0, this.#text.length - 1);
      if (!this.#readMore()) {
        const last = lineEnd(this.#text.items, 0, newline, true);
        return this.#take(last >= 0 ? last : this.#text.length);
      }
    }
  }

  // Places

  #checkSeeks(): void {
    this.#checkCan('seekable', 'underlying stream is not seekable');
  }

  #tellBuffer(): number {
    const { rt } = this;
    return this.#fast?.tell() ?? rt.number(rt.index(rt.call(rt.attribute(this.buffer, 'tell'))));
  }

  tell(): number {
    const { rt } = this;
    this.checkOpen();
    this.#checkSeeks();
    if (this.isIterating) rt.raise(OS_ERROR, 'telling position disabled by next() call');
    this.writePending();
    this.#flushBuffer();
    const position = this.#tellBuffer();
    if (this.#decoding === undefined || this.#chunk.length === 0) return position - this.#text.length;
    if (this.#text.length === 0 && this.#rest.length === 0 && !this.#newlines.isWaiting) return position;
    return position - this.#chunk.length + this.#bytesOf(this.#chunkText - this.#text.length);
  }

  /** How many bytes of the chunk give so much text: the fewest, found by halving. */
  #bytesOf(count: number): number {
    let low = 0;
    let high = this.#chunk.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#textOf(middle) < count) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #textOf(bytes: number): number {
    const { points } = decodePoints(
      this.rt,
      this.#chunk.items.subarray(0, bytes),
      this.#decoding as Encoding,
      this.errors,
      false,
    );
    const translation = new NewlineTranslation(this.newline === undefined);
    return translation.push(points, false).length;
  }

  seek(offset: number, whence: number): number {
    const { rt } = this;
    this.checkOpen();
    this.#checkSeeks();
    if (whence === 1) {
      if (offset !== 0) unsupported(rt, "can't do nonzero cur-relative seeks");
      offset = this.tell();
    } else if (whence === 2) {
      if (offset !== 0) unsupported(rt, "can't do nonzero end-relative seeks");
      this.flush();
      this.#restart();
      const end = rt.number(rt.call(rt.attribute(this.buffer, 'seek'), [rt.int(0), rt.int(2)]));
      this.placeEncoder(end === 0);
      return end;
    } else if (whence !== 0) rt.raise(VALUE_ERROR, `invalid whence (${whence}, should be 0, 1 or 2)`);
    if (offset < 0) rt.raise(VALUE_ERROR, `negative seek position ${offset}`);
    this.flush();
    this.#restart();
    rt.call(rt.attribute(this.buffer, 'seek'), [rt.int(offset)]);
    if (offset === 0) this.#decoding = encodingNamed(this.encodingName);
    this.placeEncoder(offset === 0);
    return offset;
  }

  #restart(): void {
    this.#forgetText();
    const decoder = this.reference('decoder');
    if (decoder !== 0) this.rt.call(this.rt.attribute(decoder, 'reset'));
  }

  get seen(): readonly string[] {
    return seenNewlines(this.newline === undefined || this.newline === '' ? this.#newlines.seen : 0);
  }

  /** Whether what is written next begins the file: behind what is in it there is no mark. */
  placeEncoder(isAtStart: boolean): void {
    const { rt } = this;
    this.#isAtStart = isAtStart;
    this.#encoding = encodingNamed(this.encodingName);
    if (!isAtStart) this.#skipMark();
    const encoder = this.reference('encoder');
    if (encoder === 0) return;
    if (isAtStart) rt.call(rt.attribute(encoder, 'reset'));
    else rt.call(rt.attribute(encoder, 'setstate'), [rt.int(0)]);
  }

  #skipMark(): void {
    if (this.#encoding === UTF_16) this.#encoding = UTF_16_LE;
    else if (this.#encoding === UTF_32) this.#encoding = UTF_32_LE;
  }
}
