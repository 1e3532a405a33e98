/** What BytesIO and StringIO have in memory, as TypeScript sees it. */
import type { Address } from '../../../base/ids.js';
import {
  MEMORY_DATA,
  MEMORY_EXPORTS,
  MEMORY_LENGTH,
  MEMORY_OPEN,
  MEMORY_PLAIN,
  MEMORY_POSITION,
} from '../../format/io.js';
import { BUFFER_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { FileState } from './state.js';

export class MemoryState extends FileState {
  constructor(rt: Runtime, self: Address) {
    super(rt, self);
    this.isClosed = false;
    this.isPlain = true;
  }

  #get(at: number): number {
    return this.rt.views.word(this.self + at);
  }

  #set(at: number, value: number): void {
    this.rt.views.setWord(this.self + at, value);
  }

  get data(): Address {
    return this.#get(MEMORY_DATA);
  }

  get length(): number {
    return this.#get(MEMORY_LENGTH);
  }

  set length(value: number) {
    this.#set(MEMORY_LENGTH, value);
  }

  get position(): number {
    return this.#get(MEMORY_POSITION);
  }

  set position(value: number) {
    this.#set(MEMORY_POSITION, Math.min(value, 0x7fff_ffff));
  }

  get isClosed(): boolean {
    return this.#get(MEMORY_OPEN) === 0;
  }

  set isClosed(value: boolean) {
    this.#set(MEMORY_OPEN, value ? 0 : 1);
  }

  set isPlain(value: boolean) {
    this.#set(MEMORY_PLAIN, value ? 1 : 0);
  }

  /** @throws PythonError: somebody looks at the bytes where they are */
  checkExports(): void {
    if (this.#get(MEMORY_EXPORTS) !== 0)
      this.rt.raise(BUFFER_ERROR, 'Existing exports of data: object cannot be re-sized');
  }
}
