/** Digests of Node's own library. The module takes 10 ms to load, and few programs need it. */
import type { Hash } from 'node:crypto';
import type { Digests, RunningDigest } from '../../python/runtime/digests.js';

const crypto = () => process.getBuiltinModule('node:crypto');

class NodeDigest implements RunningDigest {
  readonly #hash: Hash;

  constructor(hash: Hash) {
    this.#hash = hash;
  }

  update(content: Uint8Array): void {
    this.#hash.update(content);
  }

  digest(length?: number): Uint8Array {
    if (length === 0) return new Uint8Array(0);
    // Node ends a hash with its digest.
    return this.#hash.copy(length === undefined ? undefined : { outputLength: length }).digest();
  }

  copy(): RunningDigest {
    return new NodeDigest(this.#hash.copy());
  }
}

export const nodeDigests: Digests = {
  start: (algorithm) => {
    try {
      return new NodeDigest(crypto().createHash(algorithm));
    } catch {
      return undefined;
    }
  },
  pbkdf2: (algorithm, password, salt, iterations, length) =>
    crypto().pbkdf2Sync(password, salt, iterations, length, algorithm),
  scrypt: (password, salt, length, { cost, blockSize, parallelization, memory }) =>
    crypto().scryptSync(password, salt, length, {
      N: cost,
      r: blockSize,
      p: parallelization,
      maxmem: memory,
    }),
};
