/** What TypeScript knows of an mmap object, by its address. */
import type { Address } from '../../../base/ids.js';
import type { KeptFile } from '../../../process/confined-files.js';
import { BUFFER_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { onHost, raiseOSError } from '../os-error.js';
import { ACCESS, ERROR } from './constants.js';
import { FileRegions } from './file-region.js';
import type { MapMemory } from './memory.js';

export class Mapping {
  readonly access: number;
  readonly offset: number;
  /** None of anonymous maps. */
  readonly file: KeptFile | undefined;
  length: number;
  position = 0;
  /** Buffers that somebody has. */
  buffers = 0;
  readonly #rt: Runtime;
  /** Undefined once it is closed. */
  #memory: MapMemory | undefined;

  constructor(
    rt: Runtime,
    memory: MapMemory,
    { access, offset, file, length }: Pick<Mapping, 'access' | 'offset' | 'file' | 'length'>,
  ) {
    this.#rt = rt;
    this.#memory = memory;
    this.access = access;
    this.offset = offset;
    this.file = file;
    this.length = length;
  }

  get isClosed(): boolean {
    return this.#memory === undefined;
  }

  get memory(): MapMemory {
    return this.#memory ?? this.#rt.raise(VALUE_ERROR, 'mmap closed or invalid');
  }

  /** Its bytes as they lie in memory, until something is allocated. */
  get bytes(): Uint8Array {
    const { at } = this.memory;
    return this.#rt.views.u8.subarray(at, at + this.length);
  }

  /** The bytes from the position on. */
  get rest(): Uint8Array {
    return this.bytes.subarray(Math.min(this.position, this.length));
  }

  get isReadOnly(): boolean {
    return this.access === ACCESS.ACCESS_READ;
  }

  checkWritable(): void {
    if (this.isReadOnly) this.#rt.raise(TYPE_ERROR, "mmap can't modify a readonly memory map.");
  }

  write(from: number, contents: Uint8Array): void {
    this.bytes.set(contents, from);
    this.memory.written(from, contents.length);
  }

  /** Moves the position past what `take` says is read from there. */
  read(take: (rest: Uint8Array) => number): Address {
    const { rest } = this;
    const count = take(rest);
    const contents = rest.slice(0, count);
    this.position += count;
    return this.#rt.newBytes(contents);
  }

  lend(): void {
    if (!this.isReadOnly) this.memory.lend();
    this.buffers++;
  }

  giveBack(): void {
    this.buffers--;
    if (!this.isReadOnly) this.memory.giveBack();
  }

  writeBack(from: number, to: number): void {
    onHost(this.#rt, () => this.memory.writeBack(from, to));
  }

  resize(length: number): void {
    const rt = this.#rt;
    const { memory, file } = this;
    if (this.buffers > 0) rt.raise(BUFFER_ERROR, "mmap can't resize with extant buffers exported.");
    if (this.access !== ACCESS.ACCESS_WRITE && this.access !== ACCESS.ACCESS_DEFAULT)
      rt.raise(TYPE_ERROR, "mmap can't resize a readonly or copy-on-write memory map.");
    if (length < 0 || !Number.isSafeInteger(this.offset + length)) rt.raise(VALUE_ERROR, 'new size out of range');
    onHost(rt, () => {
      if (file !== undefined) FileRegions.of(rt).resizeFile(file, this.offset + length);
      if (length === 0) raiseOSError(rt, ERROR.EINVAL);
      memory.resize(length);
    });
    this.length = length;
  }

  /** What it has is given back, even where writing to the file fails. */
  close(): void {
    const memory = this.#memory;
    if (memory === undefined) return;
    if (this.buffers > 0) this.#rt.raise(BUFFER_ERROR, 'cannot close exported pointers exist');
    this.#memory = undefined;
    onHost(this.#rt, () => {
      try {
        memory.free();
      } finally {
        this.file?.letGo();
      }
    });
  }
}

const registries = new WeakMap<Runtime, Map<Address, Mapping>>();

export function mappingsOf(rt: Runtime): Map<Address, Mapping> {
  let mappings = registries.get(rt);
  if (mappings === undefined) registries.set(rt, (mappings = new Map()));
  return mappings;
}

export function mappingOf(rt: Runtime, self: Address): Mapping {
  return mappingsOf(rt).get(self) as Mapping;
}

/** The mapping of an object that is not closed. @throws PythonError with ValueError */
export function openMapping(rt: Runtime, self: Address): Mapping {
  const mapping = mappingOf(rt, self);
  void mapping.memory;
  return mapping;
}
