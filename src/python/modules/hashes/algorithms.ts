/** The digests that _hashlib offers: hashlib's names, the host's, and sizes that no host tells. */
import type { Bytes } from '../../../base/ids.js';

export interface Algorithm {
  /** As hashlib calls it. */
  readonly name: string;
  readonly hostName: string;
  readonly blockBytes: Bytes;
  /** Of SHAKE 0: whoever asks says how many. */
  readonly digestBytes: Bytes;
  /** The module has a function for it. */
  readonly hasFunction: boolean;
}

const algorithm = (
  name: string,
  blockBytes: Bytes,
  digestBytes: Bytes,
  hostName: string = name,
  hasFunction = true,
): Algorithm => ({ name, hostName, blockBytes, digestBytes, hasFunction });

export const ALGORITHMS: readonly Algorithm[] = [
  algorithm('md5', 64, 16),
  algorithm('sha1', 64, 20),
  algorithm('sha224', 64, 28),
  algorithm('sha256', 64, 32),
  algorithm('sha384', 128, 48),
  algorithm('sha512', 128, 64),
  algorithm('sha3_224', 144, 28, 'sha3-224'),
  algorithm('sha3_256', 136, 32, 'sha3-256'),
  algorithm('sha3_384', 104, 48, 'sha3-384'),
  algorithm('sha3_512', 72, 64, 'sha3-512'),
  algorithm('shake_128', 168, 0, 'shake128'),
  algorithm('shake_256', 136, 0, 'shake256'),
  algorithm('sha512_224', 128, 28, 'sha512-224', false),
  algorithm('sha512_256', 128, 32, 'sha512-256', false),
  algorithm('blake2b', 128, 64, 'blake2b512', false),
  algorithm('blake2s', 64, 32, 'blake2s256', false),
  algorithm('ripemd160', 64, 20, 'ripemd160', false),
  algorithm('sm3', 64, 32, 'sm3', false),
  algorithm('md5-sha1', 64, 36, 'md5-sha1', false),
];

/** By either of its names, in capitals or not. */
export function algorithmNamed(name: string): Algorithm | undefined {
  const small = name.toLowerCase();
  return ALGORITHMS.find((one) => one.name === small || one.hostName === small);
}
