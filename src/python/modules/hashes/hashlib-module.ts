/** _hashlib: the digests that the host has, as OpenSSL's are in CPython. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { HASH_TYPE, HASH_XOF_TYPE } from '../../format/module-types.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import { FROZENSET_TYPE, NO_NEW, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { toHex } from '../../objects/bytes/hex.js';
import { method, type TypeDefinition } from '../../runtime/definitions.js';
import type { RunningDigest } from '../../runtime/digests.js';
import type { Runtime } from '../../runtime/runtime.js';
import { shownAddress } from '../../runtime/shown-address.js';
import { exceptionClass } from '../exception-class.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { compareDigest } from '../operator/compare-digest.js';
import { makeStated, stateOf, statedType } from '../stated-objects.js';
import { type Algorithm, ALGORITHMS, algorithmNamed } from './algorithms.js';
import { hashed } from './arguments.js';
import { digestMethods } from './digest-methods.js';

interface Hash {
  readonly algorithm: Algorithm;
  readonly digest: RunningDigest;
}

const hashOf = (rt: Runtime, self: Address): Hash => stateOf<Hash>(rt, self);

const unsupported = (rt: Runtime, name: string): never => rt.raise(VALUE_ERROR, `unsupported hash type ${name}`);

function start(rt: Runtime, algorithm: Algorithm, data: Address): Address {
  const digest = rt.surroundings.digests?.start(algorithm.hostName);
  if (digest === undefined) return unsupported(rt, algorithm.name);
  if (data !== 0) digest.update(hashed(rt, data));
  return makeStated(rt, algorithm.digestBytes === 0 ? HASH_XOF_TYPE : HASH_TYPE, { algorithm, digest });
}

function lengthOf(rt: Runtime, p: Address): number {
  const length = rt.status(rt.kernel.wordOf(p));
  if (length < 0) rt.raise(VALUE_ERROR, 'value must be positive');
  return length;
}

const HASH: TypeDefinition = {
  ...statedType(HASH_TYPE, 'HASH', '_hashlib'),
  flags: NO_NEW,
  doc: 'A hash is an object used to calculate a checksum of a string of information.',
  slots: {
    ...statedType(HASH_TYPE, 'HASH', '_hashlib').slots,
    REPR: (rt, self) =>
      rt.string(
        `<${hashOf(rt, self).algorithm.name} ${rt.shownTypeName(rt.typeOf(self))} object @ ${shownAddress(self)}>`,
      ),
  },
  methods: [
    ...digestMethods((rt, self) => hashOf(rt, self).digest),
    method('copy', NO_ARGUMENTS, (rt, self) => {
      const { algorithm, digest } = hashOf(rt, self);
      return makeStated(rt, rt.typeOf(self), { algorithm, digest: digest.copy() });
    }),
  ],
  properties: [
    { name: 'name', get: (rt, self) => rt.name(hashOf(rt, self).algorithm.name) },
    { name: 'block_size', get: (rt, self) => rt.int(hashOf(rt, self).algorithm.blockBytes) },
    { name: 'digest_size', get: (rt, self) => rt.int(hashOf(rt, self).algorithm.digestBytes) },
  ],
};

const HASH_XOF: TypeDefinition = {
  address: HASH_XOF_TYPE,
  base: HASH_TYPE,
  name: 'HASHXOF',
  module: '_hashlib',
  flags: NO_NEW,
  doc: 'A hash is an object used to calculate a checksum of a string of information.',
  methods: [
    native('digest', 'length', (rt, self, [length]) =>
      rt.newBytes(hashOf(rt, self).digest.digest(lengthOf(rt, length))),
    ),
    native('hexdigest', 'length', (rt, self, [length]) =>
      toHex(rt, hashOf(rt, self).digest.digest(lengthOf(rt, length))),
    ),
  ],
};

/** UnsupportedDigestmodError of each runtime. */
const ERRORS = new WeakMap<Runtime, Address>();

/** hmac does it in Python then. */
const inPython = (name: string, parameters: string) =>
  native(name, parameters, (rt) => rt.raise(ERRORS.get(rt) as Address, 'unsupported hash type'));

function pbkdf2(rt: Runtime, [name, password, salt, iterations, length]: readonly Address[]): Address {
  const algorithm = algorithmNamed(rt.text(name));
  const digests = rt.surroundings.digests;
  if (algorithm === undefined || digests?.start(algorithm.hostName) === undefined)
    return rt.raise(VALUE_ERROR, '[digital envelope routines] unsupported');
  const count = rt.status(rt.kernel.wordOf(iterations));
  if (count < 1) rt.raise(VALUE_ERROR, 'iteration value must be greater than 0.');
  const bytes = length === 0 || length === NONE ? algorithm.digestBytes : rt.status(rt.kernel.wordOf(length));
  if (bytes < 1) rt.raise(VALUE_ERROR, 'key length must be greater than 0.');
  return rt.newBytes(digests.pbkdf2(algorithm.hostName, rt.buffer(password), rt.buffer(salt), count, bytes));
}

function scrypt(rt: Runtime, [password, salt, n, r, p, maxmem, dklen]: readonly Address[]): Address {
  if (salt === 0 || salt === NONE) rt.raise(TYPE_ERROR, 'salt is required');
  const number = (value: Address, otherwise: number) => (value === 0 ? otherwise : rt.status(rt.kernel.wordOf(value)));
  if (n === 0 || n === NONE) rt.raise(TYPE_ERROR, 'n is required and must be an unsigned int');
  const cost = number(n, 0);
  if (cost < 2 || (cost & (cost - 1)) !== 0) rt.raise(VALUE_ERROR, 'n must be a power of 2.');
  if (r === 0 || r === NONE) rt.raise(TYPE_ERROR, 'r is required and must be an unsigned int');
  if (p === 0 || p === NONE) rt.raise(TYPE_ERROR, 'p is required and must be an unsigned int');
  const length = number(dklen, 64);
  if (length < 1) rt.raise(VALUE_ERROR, 'dklen must be greater than 0 and smaller than 2147483647');
  const digests = rt.surroundings.digests;
  if (digests === undefined) return unsupported(rt, 'scrypt');
  try {
    const costs = {
      cost,
      blockSize: number(r, 0),
      parallelization: number(p, 0),
      memory: number(maxmem, 0) || 2 ** 25,
    };
    return rt.newBytes(digests.scrypt(rt.buffer(password), rt.buffer(salt), length, costs));
  } catch (problem) {
    if (problem instanceof RangeError)
      return rt.raise(VALUE_ERROR, 'Invalid parameter combination for n, r, p, maxmem.');
    throw problem;
  }
}

const available = (rt: Runtime): Algorithm[] =>
  ALGORITHMS.filter(({ hostName }) => rt.surroundings.digests?.start(hostName) !== undefined);

export const HASHLIB_MODULE: ModuleDefinition = {
  name: '_hashlib',
  doc: 'OpenSSL interface for hashlib module',
  own: [HASH, HASH_XOF],
  types: [HASH_TYPE, HASH_XOF_TYPE],
  functions: [
    ...ALGORITHMS.filter(({ hasFunction }) => hasFunction).map((algorithm) =>
      native(`openssl_${algorithm.name}`, "string=b'', *, usedforsecurity=True", (rt, _, [data]) =>
        start(rt, algorithm, data),
      ),
    ),
    native('new', "name, string=b'', *, usedforsecurity=True", (rt, _, [name, data]) => {
      if (!rt.isString(name)) rt.raise(TYPE_ERROR, 'name must be a string');
      const algorithm = algorithmNamed(rt.text(name));
      return algorithm === undefined ? unsupported(rt, rt.text(name)) : start(rt, algorithm, data);
    }),
    native('compare_digest', 'a, b, /', (rt, _, [a, b]) => compareDigest(rt, a, b)),
    native('pbkdf2_hmac', 'hash_name, password, salt, iterations, dklen=None', (rt, _, args) => pbkdf2(rt, args)),
    native('scrypt', 'password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64', (rt, _, args) =>
      scrypt(rt, args),
    ),
    inPython('hmac_new', 'key, msg=None, digestmod=None'),
    inPython('hmac_digest', 'key, msg, digest'),
    native('get_fips_mode', '', (rt) => rt.int(0)),
  ],
  attributes: (rt) => {
    const error = exceptionClass(rt, '_hashlib', 'UnsupportedDigestmodError', [VALUE_ERROR]);
    ERRORS.set(rt, error);
    const names = rt.list(available(rt).map(({ name }) => rt.string(name)));
    return { UnsupportedDigestmodError: error, openssl_md_meth_names: rt.call(FROZENSET_TYPE, [names]) };
  },
};
