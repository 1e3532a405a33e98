"""What CPython 3.11 makes of moments in Greenwich, for time-goldens.json: python3 make-time-goldens.py

A row is [seconds, fields of gmtime, strftime with every directive, asctime].
"""
import json
import os
import random
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
R = random.Random(20260103)
FORMAT = ("%a|%A|%b|%B|%c|%C|%d|%D|%e|%F|%g|%G|%h|%H|%I|%j|%k|%l|%m|%M|%n|%p|%P|%r|%R|%S|%t|%T|%u|%U|%V|%w|%W|%x|%X|%y|%Y|%z|%Z|%%|"
          "%-d|%_m|%05d|%^a|%10Y|%q|%-H|%#p|%8A|%")
moments = [0, -1, 1, 86399, 86400, 951782400, 951868800, 4107542400, -2208988800, -62135596800, 253402300799, 10**11, -(10**11)]
moments += [R.randrange(-(10**10), 10**10) for _ in range(80)]
moments += [time.mktime((y, 1, d, 0, 0, 0, 0, 0, 0)) for y in range(1990, 2012) for d in (1, 4)]
rows = []
for moment in moments:
    t = time.gmtime(moment)
    rows.append([int(moment), list(t), time.strftime(FORMAT, t), time.asctime(t)])

if __name__ == "__main__":
    text = json.dumps([FORMAT, rows]) + "\n"
    if len(sys.argv) > 1:
        sys.stdout.write(text)
    else:
        with open(os.path.join(HERE, "time-goldens.json"), "w") as file:
            file.write(text)
