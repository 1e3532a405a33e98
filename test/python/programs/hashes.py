"""hashlib, hmac, and what hashes: random seeds of texts, uuid."""
import hashlib
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for n in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(n, b'abc'); print(n, type(h), h.name, h.digest_size, h.block_size, h.hexdigest(*([7] if 'shake' in n else [])))
    h.update(b'x'*1000); g = h.copy(); g.update(b'y'); print(h.hexdigest(*([7] if 'shake' in n else [])), g.hexdigest(*([7] if 'shake' in n else [])))
print(type(hashlib.shake_128()).__mro__); t(lambda: hashlib.shake_128(b'a').digest())
h=hashlib.blake2b(b'a'); print(h.name, h.digest_size, h.block_size, h.MAX_KEY_SIZE, h.SALT_SIZE)
t(lambda: hashlib.new('foo')); t(lambda: hashlib.md5('a')); t(lambda: hashlib.md5(5)); t(lambda: hashlib.md5(None)); t(lambda: hashlib.md5(b'').update('x')); t(lambda: hashlib.md5(data=b'')); t(lambda: hashlib.new('md5', b'a').hexdigest()); t(lambda: hashlib.new('SHA256').name);  t(lambda: hashlib.blake2b(digest_size=99)); t(lambda: hashlib.blake2b(key=b'x'*99)); t(lambda: hashlib.blake2b(b'a', digest_size=16, key=b'k', salt=b's', person=b'p').hexdigest()); t(lambda: hashlib.blake2s(b'a', fanout=2, depth=3, leaf_size=5, node_offset=7, node_depth=1, inner_size=9, last_node=True).hexdigest()); t(lambda: hashlib.blake2b('a'))
t(lambda: hashlib.blake2b(b'q'*1000, last_node=True).hexdigest())
print(sorted(hashlib.algorithms_guaranteed))
t(lambda: hashlib.pbkdf2_hmac('sha256', b'p', b's', 10).hex()); t(lambda: hashlib.scrypt(b'p', salt=b's', n=2, r=1, p=1).hex()); t(lambda: hashlib.pbkdf2_hmac('foo', b'p', b's', 10).hex())
import hmac; m=hmac.new(b'k', b'm', 'sha256'); print(m.hexdigest(), m.name, m.digest_size, m.block_size); print(hmac.digest(b'k', b'm', 'md5')); t(lambda: hmac.new(b'k', b'm')); print(hmac.compare_digest('a','a')); t(lambda: hmac.compare_digest('a', b'a')); t(lambda: hmac.compare_digest('é', 'é'))
print(hashlib.sha256.__name__, hashlib.sha256, hashlib.sha3_256, hashlib.blake2b); t(lambda: hashlib.md5(usedforsecurity=False).name); import sys; print(sys.getsizeof(hashlib.md5()), sys.getsizeof(hashlib.blake2b())); t(lambda: hashlib.sha256(b'a').copy().hexdigest()); t(lambda: type(hashlib.md5())())
import random; random.seed('hello'); print(random.random()); random.seed(b'x'); print(random.randint(1,100)); random.seed('a', version=1); print(random.random())
import io; print(hashlib.file_digest(io.BytesIO(b'abc'), 'sha256').hexdigest())
import uuid; print(uuid.uuid5(uuid.NAMESPACE_DNS, 'x'), uuid.uuid3(uuid.NAMESPACE_URL, 'x')); import secrets; print(len(secrets.token_hex(8)))
