class Problem(Exception):
    pass


def load():
    raise OSError(2, "No such file or directory", "settings.ini")


def start():
    try:
        load()
    except OSError as error:
        raise Problem("cannot start") from error


try:
    start()
except Problem:
    [].append(undefined_name)
