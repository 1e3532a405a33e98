import contextlib
import os

TESTFN = '@test_file'


def unlink(path):
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


@contextlib.contextmanager
def temp_dir():
    """A directory in the current one; its files go with it."""
    path = os.path.join(os.getcwd(), '@test_directory')
    os.mkdir(path)
    try:
        yield path
    finally:
        for name in os.listdir(path):
            os.unlink(os.path.join(path, name))
        os.rmdir(path)
