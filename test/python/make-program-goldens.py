"""Writes what CPython 3.11 prints for each program of test/python/programs, beside it, without the folder in paths:
python3.11 make-program-goldens.py [NAME...]"""
import pathlib
import subprocess
import sys

if sys.version_info[:2] != (3, 11):
    sys.exit("needs CPython 3.11")
folder = pathlib.Path(__file__).parent / "programs"
names = sys.argv[1:] or sorted(path.stem for path in folder.glob("*.py"))
for name in names:
    result = subprocess.run(
        [sys.executable, "-B", f"{name}.py"], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    golden = result.stdout
    if result.stderr or result.returncode:
        golden += f"--- standard error, status {result.returncode}\n{result.stderr}"
    golden = golden.replace(f"{folder.resolve()}/", "")
    (folder / f"{name}.out").write_text(golden, encoding="utf-8")
