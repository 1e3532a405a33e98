"""
Programs started by a test. heapglass has no processes: whoever runs the tests is asked for one in the output, and answers with
files.
"""

import os
import re
import time

STEP = 0.02
_asked = 0


def make_script(directory, name, source):
    path = os.path.join(directory, f'{name}.py')
    with open(path, 'w') as file:
        file.write(source)
    return path


def assert_python_ok(*words):
    """`-c` and the source, or a file. Status, output and errors of a program that ended well."""
    global _asked
    _asked += 1
    answer = os.path.join(os.getcwd(), f'@answer{_asked}')
    path = words[0]
    if path == '-c':
        path = make_script(os.getcwd(), f'@program{_asked}', words[1])
    elif not path.endswith('.py'):
        with open(path) as file:
            path = make_script(os.getcwd(), f'@program{_asked}', file.read())
    print('@@', 'program', path, answer, sep='\t', flush=True)
    while not os.path.exists(f'{answer}.status'):
        time.sleep(STEP)
    with open(f'{answer}.status') as status, open(f'{answer}.out', 'rb') as out, open(f'{answer}.err', 'rb') as err:
        result = int(status.read()), out.read(), err.read()
    if result[0] != 0:
        errors = result[2].decode()
        missing = re.search(r"^ModuleNotFoundError: No module named '(\w+)'$", errors, re.MULTILINE)
        if missing:
            raise ModuleNotFoundError(missing[0], name=missing[1])
        raise AssertionError(f'the program ended with status {result[0]}: {errors}')
    return result
