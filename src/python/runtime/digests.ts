/** Cryptographic digests as a host has them, for hashlib. */
import type { Bytes } from '../../base/ids.js';

export interface RunningDigest {
  update(content: Uint8Array): void;
  /** Of all so far; it can go on. @param length of those that are as long as one wants (SHAKE) */
  digest(length?: Bytes): Uint8Array;
  copy(): RunningDigest;
}

export interface ScryptCosts {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  /** Most memory that it may use. */
  readonly memory: Bytes;
}

export interface Digests {
  /** By OpenSSL's names ("sha512-256"); undefined for what the host does not have. */
  start(algorithm: string): RunningDigest | undefined;
  /** PKCS #5's second function to make a key of a password (RFC 8018). */
  pbkdf2(algorithm: string, password: Uint8Array, salt: Uint8Array, iterations: number, length: Bytes): Uint8Array;
  /** RFC 7914. @throws Error for costs that are not allowed */
  scrypt(password: Uint8Array, salt: Uint8Array, length: Bytes, costs: ScryptCosts): Uint8Array;
}
