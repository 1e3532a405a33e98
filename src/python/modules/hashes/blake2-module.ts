/** _blake2: the digests that take a key, a salt, and their place in a tree. */
import type { Address } from '../../../base/ids.js';
import { BLAKE2B_TYPE, BLAKE2S_TYPE } from '../../format/module-types.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import { OVERFLOW_ERROR, VALUE_ERROR } from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { hashed } from './arguments.js';
import { digestMethods } from './digest-methods.js';
import { BLAKE2B, BLAKE2S, Blake2, type Blake2Kind } from './blake2.js';
import { makeStated, stateOf, statedType } from '../stated-objects.js';

const PARAMETERS =
  "data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True";

function numberIn(rt: Runtime, p: Address, otherwise: number, least: number, most: number, refusal: string): number {
  if (p === 0) return otherwise;
  const value = rt.bigInt(rt.index(p));
  if (value < BigInt(least) || value > BigInt(most)) rt.raise(VALUE_ERROR, refusal);
  return Number(value);
}

function bytesIn(rt: Runtime, p: Address, most: number, refusal: string): Uint8Array {
  const content = p === 0 ? new Uint8Array(0) : rt.buffer(p);
  return content.length > most ? rt.raise(VALUE_ERROR, refusal) : content;
}

function nodeOffset(rt: Runtime, p: Address, { nodeOffsetBits }: Blake2Kind): bigint {
  const value = p === 0 ? 0n : rt.bigInt(rt.index(p));
  if (value < 0n) rt.raise(OVERFLOW_ERROR, "can't convert negative value to unsigned int");
  if (value >> nodeOffsetBits !== 0n) rt.raise(OVERFLOW_ERROR, 'node_offset is too large');
  return value;
}

function start(rt: Runtime, kind: Blake2Kind, args: readonly Address[]): Blake2 {
  const [data, size, key, salt, person, fanout, depth, leaf, offset, nodeDepth, inner, last] = args;
  const { mostBytes, mostKey, saltBytes } = kind;
  const digest = new Blake2(kind, {
    digestBytes: numberIn(rt, size, mostBytes, 1, mostBytes, `digest_size must be between 1 and ${mostBytes} bytes`),
    salt: bytesIn(rt, salt, saltBytes, `maximum salt length is ${saltBytes} bytes`),
    person: bytesIn(rt, person, saltBytes, `maximum person length is ${saltBytes} bytes`),
    fanout: numberIn(rt, fanout, 1, 0, 255, 'fanout must be between 0 and 255'),
    depth: numberIn(rt, depth, 1, 1, 255, 'depth must be between 1 and 255'),
    leafSize: numberIn(rt, leaf, 0, 0, 2 ** 32 - 1, 'leaf_size is too large'),
    nodeOffset: nodeOffset(rt, offset, kind),
    nodeDepth: numberIn(rt, nodeDepth, 0, 0, 255, 'node_depth must be between 0 and 255'),
    innerSize: numberIn(rt, inner, 0, 0, mostBytes, `inner_size must be between 0 and is ${mostBytes}`),
    key: bytesIn(rt, key, mostKey, `maximum key length is ${mostKey} bytes`),
    isLastNode: last !== 0 && rt.truth(last),
  });
  if (data !== 0) digest.update(hashed(rt, data));
  return digest;
}

const stateOfDigest = (rt: Runtime, self: Address): Blake2 => stateOf<Blake2>(rt, self);

function typeOfKind(address: Address, kind: Blake2Kind): TypeDefinition {
  return {
    ...statedType(address, kind.name, '_blake2'),
    doc: `Return a new ${kind.name.replace('blake', 'BLAKE')} hash object.`,
    slots: {
      ...statedType(address, kind.name, '_blake2').slots,
      NEW: newSlot(kind.name, PARAMETERS, (rt, type, args) => makeStated(rt, type, start(rt, kind, args))),
    },
    methods: [
      ...digestMethods(stateOfDigest),
      method('copy', NO_ARGUMENTS, (rt, self) =>
        makeStated(rt, rt.typeOf(self), new Blake2(kind, stateOfDigest(rt, self))),
      ),
    ],
    properties: [
      { name: 'name', get: (rt) => rt.name(kind.name) },
      { name: 'block_size', get: (rt) => rt.int(kind.blockBytes) },
      { name: 'digest_size', get: (rt, self) => rt.int(stateOfDigest(rt, self).digestBytes) },
    ],
    attributes: (rt) => ({
      SALT_SIZE: rt.int(kind.saltBytes),
      PERSON_SIZE: rt.int(kind.saltBytes),
      MAX_KEY_SIZE: rt.int(kind.mostKey),
      MAX_DIGEST_SIZE: rt.int(kind.mostBytes),
    }),
  };
}

export const BLAKE2_MODULE: ModuleDefinition = {
  name: '_blake2',
  doc: '_blake2b provides BLAKE2b for hashlib\n',
  own: [typeOfKind(BLAKE2B_TYPE, BLAKE2B), typeOfKind(BLAKE2S_TYPE, BLAKE2S)],
  types: [BLAKE2B_TYPE, BLAKE2S_TYPE],
};
