"""zlib, gzip, zipfile: the bytes that zlib makes, streams in pieces, damaged data, archives in memory."""
import gzip
import io
import random
import zipfile
import zlib

random.seed(1)
words = [bytes(random.choice(b"etaoinshrdlu") for _ in range(random.randrange(1, 9))) for _ in range(200)]
SAMPLES = [
    b"", b"a", b"hello world " * 100, b"The quick brown fox jumps over the lazy dog", bytes(70000),
    b" ".join(random.choice(words) for _ in range(8000)), bytes(random.choice(b"abcd") for _ in range(9000)),
    bytes(random.getrandbits(8) for _ in range(2000)),
]
for sample in SAMPLES:
    sums = []
    for level in (-1, 1, 2, 4, 6, 9):
        packed = zlib.compress(sample, level)
        assert zlib.decompress(packed) == sample
        sums.append((len(packed), zlib.crc32(packed)))
    for strategy, wbits, memory in (
        (zlib.Z_FILTERED, 15, 8), (zlib.Z_HUFFMAN_ONLY, 9, 1), (zlib.Z_RLE, -12, 9), (zlib.Z_FIXED, 31, 5), (0, 10, 1),
    ):
        packer = zlib.compressobj(6, zlib.DEFLATED, wbits, memory, strategy, *([b"quick brown"] if wbits < 16 else []))
        third = len(sample) // 3
        packed = packer.compress(sample[:third]) + packer.flush(zlib.Z_SYNC_FLUSH)
        endings = [p.compress(sample[third:]) + p.flush(zlib.Z_FULL_FLUSH) + p.flush() for p in (packer.copy(), packer)]
        assert endings[0] == endings[1]
        packed += endings[0]
        unpacker = zlib.decompressobj(wbits, b"quick brown") if wbits < 16 else zlib.decompressobj(47)
        pieces = b"".join(unpacker.decompress(packed[i : i + 100]) for i in range(0, len(packed), 100))
        assert pieces == sample and unpacker.eof, (len(sample), wbits)
        sums.append((len(packed), zlib.adler32(packed)))
    print(len(sample), sums)

packed = zlib.compress(SAMPLES[5]) + b"behind"
unpacker = zlib.decompressobj()
parts = []
data = packed
while not unpacker.eof:
    parts.append(unpacker.decompress(data, 1000))
    data = unpacker.unconsumed_tail
print(len(parts), {len(part) for part in parts[:-1]}, b"".join(parts) == SAMPLES[5], unpacker.unused_data)
copy = zlib.decompressobj()
first = copy.decompress(packed[:500])
again = copy.copy()
print(copy.decompress(packed[500:]) == again.decompress(packed[500:]), copy.flush(), copy.unused_data)


def refused(call, *args, **named):
    try:
        print(call(*args, **named))
    except Exception as problem:
        print(type(problem).__module__, type(problem).__name__, problem)


good = zlib.compress(b"some data, some data")
refused(zlib.decompress, b"nonsense")
refused(zlib.decompress, good[:-5])
refused(zlib.decompress, good[:-1] + b"x")
refused(zlib.decompress, b"\x78\x9c\x07\x00")
refused(zlib.decompress, b"\x78\x9c\x01\x01\x00\x00\x00")
refused(zlib.decompress, good, 31)
refused(zlib.decompress, zlib.compress(b"x" * 100, wbits=-15), -15)
refused(zlib.compress, b"", 10)
refused(zlib.compress, "text")
refused(zlib.compressobj, 11)
refused(zlib.compressobj, zdict=None)
refused(zlib.compressobj, wbits=31, zdict=b"")
refused(zlib.decompressobj, 5)
refused(zlib.decompressobj().decompress, good, -1)
refused(zlib.crc32, "text")
print(zlib.crc32(b"abc", -1), zlib.adler32(b"abc" * 9999, 2**40 + 7), zlib.ZLIB_VERSION == zlib.ZLIB_RUNTIME_VERSION)

text = "line one\nline two\u00e9\n" * 50
buffer = io.BytesIO()
with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as file:
    file.write(text.encode())
print(len(buffer.getvalue()), gzip.decompress(buffer.getvalue() * 2).decode() == text * 2)
with gzip.open(io.BytesIO(buffer.getvalue()), "rt", encoding="utf-8") as file:
    print(sum(1 for _ in file), gzip.compress(b"x" * 1000, mtime=0))
archive = io.BytesIO()
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
    file.writestr(zipfile.ZipInfo("a/b.txt"), text, zipfile.ZIP_DEFLATED)
    file.writestr(zipfile.ZipInfo("c.bin"), bytes(range(256)))
with zipfile.ZipFile(archive) as file:
    print(file.namelist(), file.testzip(), [(i.file_size, i.compress_size, i.CRC) for i in file.infolist()])
    print(file.read("a/b.txt").decode() == text)
