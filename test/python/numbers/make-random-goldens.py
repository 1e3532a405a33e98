"""What CPython 3.11's _random gives for some seeds, for random-goldens.json: python3 make-random-goldens.py

A row is [seed, getrandbits of 1 to 200 bits in steps of 7, three times random() in hexadecimal, the state's hash].
"""
import _random
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
rows = []
for seed in (0, 1, -1, 42, 2**31, 2**32, 2**32 - 1, -(2**40), 10**100, 3**5000):
    r = _random.Random(seed)
    numbers = [str(r.getrandbits(k)) for k in range(1, 200, 7)]
    for _ in range(700):
        r.random()
    floats = [r.random().hex() for _ in range(3)]
    total = 0
    for word in r.getstate():
        total = (total * 1000003 + word) % (2**61 - 1)
    rows.append([str(seed), numbers, floats, str(total)])

if __name__ == "__main__":
    text = json.dumps(rows, indent=1) + "\n"
    if len(sys.argv) > 1:
        sys.stdout.write(text)
    else:
        with open(os.path.join(HERE, "random-goldens.json"), "w") as file:
            file.write(text)
