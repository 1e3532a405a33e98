"""Directories and files by path: os, glob, pathlib."""
import glob
import os
import pathlib
import sys

ROOT = "os_files.tmp"


def remove_all():
    for directory, directories, names in os.walk(ROOT, topdown=False):
        for name in names:
            os.remove(os.path.join(directory, name))
        for name in directories:
            if os.path.islink(os.path.join(directory, name)):
                os.remove(os.path.join(directory, name))
        os.rmdir(directory)


remove_all()
os.makedirs(f"{ROOT}/d/e/f", exist_ok=True)
for path, data in {"a.txt": b"a\n", "d/b.bin": b"\0\1\2", "d/e/c.txt": b""}.items():
    with open(f"{ROOT}/{path}", "wb") as file:
        file.write(data)
os.symlink("a.txt", f"{ROOT}/link")
os.symlink("d", f"{ROOT}/linked")
os.symlink("nowhere", f"{ROOT}/broken")

print("-- walk")
for directory, directories, names in os.walk(ROOT):
    directories.sort()
    print(directory, directories, sorted(names))
print(sorted(found[0] for found in os.walk(ROOT, followlinks=True)))

print("-- scandir")
with os.scandir(ROOT) as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        print(entry, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(), entry.is_file(follow_symlinks=False))
        if entry.name != "broken":
            print(entry.stat().st_size if entry.is_file() else "", entry.stat() is entry.stat(), os.fspath(entry))
            print(entry.inode() == os.lstat(entry.path).st_ino, entry.stat(follow_symlinks=False).st_ino == entry.inode())
print(type(entry), isinstance(entry, os.PathLike), os.DirEntry[str])
entries = os.scandir(f"{ROOT}/d/")
print(sorted(entry.path for entry in entries), list(entries), entries.close(), next(entries, None))
print(sorted(entry.name for entry in os.scandir(os.fsencode(f"{ROOT}/d"))))
for wrong in "nope", f"{ROOT}/a.txt", 3.5:
    try:
        os.scandir(wrong)
    except (OSError, TypeError) as error:
        print(type(error).__name__, error.args[0] if isinstance(error, OSError) else "")

print("-- positions")
fd = os.open(f"{ROOT}/z", os.O_RDWR | os.O_CREAT)
print(os.write(fd, b"hello"), os.lseek(fd, 1, os.SEEK_SET), os.read(fd, 2), os.lseek(fd, 0, os.SEEK_CUR))
print(os.lseek(fd, -1, os.SEEK_END), os.write(fd, b"OK"), os.pread(fd, 9, 3), os.lseek(fd, 0, 1))
for arguments in (-1, 0), (0, 9), (-99, 1):
    try:
        os.lseek(fd, *arguments)
    except OSError as error:
        print(error)
os.lseek(fd, 2, 0)
with os.fdopen(fd, "r+b") as file:
    print(file.read(2), file.tell())
os.truncate(f"{ROOT}/z", 3)
print(os.path.getsize(f"{ROOT}/z"))

print("-- glob, pathlib")
print(sorted(glob.glob(f"{ROOT}/*.txt")), sorted(glob.glob(f"{ROOT}/d/**/*", recursive=True)))
root = pathlib.Path(ROOT)
print(sorted(map(str, root.rglob("*.txt"))), (root / "d" / "e").is_dir(), (root / "nope").exists())
note = root / "note.md"
print(note.write_text("zwei\n"), note.read_text(), note.stat().st_size, note.suffix, note.with_suffix(".txt"))
note.rename(root / "d" / "moved")
print(sorted(path.name for path in (root / "d").iterdir()), note.exists(), root.resolve().name)

print("-- the working directory, the environment")
before = os.getcwd()
os.chdir(f"{ROOT}/d")
print(os.path.relpath(os.getcwd(), before), sorted(os.listdir()), open("b.bin", "rb").read())
os.chdir(before)
os.environ["HERE"] = "yes"
print(os.environ["HERE"], os.getenv("HERE"), os.environ.pop("HERE"), "HERE" in os.environ, os.getenv("HERE", 1))

events = []
sys.addaudithook(lambda event, arguments: events.append((event, arguments)) if event == "mine" else None)
sys.audit("mine", 1, "two")
print(events)
remove_all()
print(os.path.exists(ROOT))

# What a program has used, and its limits
import resource

usage = resource.getrusage(resource.RUSAGE_SELF)
print(usage.ru_utime >= 0, usage.ru_maxrss > 1000, len(usage), type(usage).__name__, resource.getpagesize())
resource.setrlimit(resource.RLIMIT_STACK, (2**26, -1))
print(resource.getrlimit(resource.RLIMIT_STACK), resource.error is OSError)
for call in (
    lambda: resource.getrusage(7), lambda: resource.getrlimit(99), lambda: resource.setrlimit(resource.RLIMIT_STACK, (1,)),
    lambda: resource.setrlimit(resource.RLIMIT_STACK, (5, 4)), lambda: resource.getrusage("a"),
):
    try:
        print(call())
    except Exception as problem:
        print(type(problem).__name__, problem)
