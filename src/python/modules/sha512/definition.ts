/** _sha512: what random.py makes seeds of texts with, and hashlib has. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { NO_NEW, SHA512_TYPE, TYPE_ERROR } from '../../format/types.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import { toHex } from '../../objects/bytes/hex.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { SHA_BLOCK_BYTES, SHA_BYTES, SHA_DIGEST_BYTES } from './format.js';

function digest(rt: Runtime, self: Address): Uint8Array {
  const at = rt.kernel.sha_digest(self);
  return rt.views.u8.slice(at, at + rt.views.word(self + SHA_DIGEST_BYTES));
}

function update(rt: Runtime, self: Address, data: Address): void {
  if (rt.isString(data)) rt.raise(TYPE_ERROR, 'Strings must be encoded before hashing');
  const bytes = rt.buffer(data);
  const block = rt.kernel.allocBlock(bytes.length + 1);
  if (block === 0) {
    rt.kernel.raiseMemoryError();
    rt.keep(0);
  }
  rt.views.u8.set(bytes, block);
  rt.kernel.sha_update(self, block, bytes.length);
  rt.kernel.freeBlock(block, bytes.length + 1);
}

function start(rt: Runtime, digestBytes: number, data: Address): Address {
  const self = rt.keep(rt.kernel.newObject(SHA512_TYPE, SHA_BYTES));
  rt.kernel.sha_start(self, digestBytes);
  if (data !== 0) update(rt, self, data);
  return self;
}

function copy(rt: Runtime, self: Address): Address {
  const other = rt.keep(rt.kernel.newObject(SHA512_TYPE, SHA_BYTES));
  rt.views.u8.copyWithin(other + SHA_DIGEST_BYTES, self + SHA_DIGEST_BYTES, self + SHA_BYTES);
  return other;
}

const SHA512: TypeDefinition = {
  address: SHA512_TYPE,
  name: 'sha512',
  module: '_sha512',
  flags: NO_NEW,
  bytes: SHA_BYTES,
  slots: { DEALLOC: kernel('sha_dealloc') },
  methods: [
    method(
      'update',
      ONE_ARGUMENT,
      (rt, self, data) => {
        update(rt, self, data);
        return NONE;
      },
      "Update this hash object's state with the provided string.",
    ),
    method(
      'digest',
      NO_ARGUMENTS,
      (rt, self) => rt.newBytes(digest(rt, self)),
      'Return the digest value as a bytes object.',
    ),
    method(
      'hexdigest',
      NO_ARGUMENTS,
      (rt, self) => toHex(rt, digest(rt, self)),
      'Return the digest value as a string of hexadecimal digits.',
    ),
    method('copy', NO_ARGUMENTS, copy, 'Return a copy of the hash object.'),
  ],
  properties: [
    { name: 'name', get: (rt, self) => rt.name(`sha${8 * rt.views.word(self + SHA_DIGEST_BYTES)}`) },
    { name: 'digest_size', get: (rt, self) => rt.int(rt.views.word(self + SHA_DIGEST_BYTES)) },
    { name: 'block_size', get: (rt) => rt.int(SHA_BLOCK_BYTES) },
  ],
};

const make = (name: string, digestBytes: number) =>
  native(
    name,
    "string=b'', *, usedforsecurity=True",
    (rt, _, [data]) => start(rt, digestBytes, data),
    `Return a new ${name.toUpperCase().replace('SHA', 'SHA-')} hash object; optionally initialized with a string.`,
  );

export const SHA512_MODULE: ModuleDefinition = {
  name: '_sha512',
  own: [SHA512],
  functions: [make('sha512', 64), make('sha384', 48)],
};
