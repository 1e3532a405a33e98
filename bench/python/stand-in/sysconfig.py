"""How the interpreter was built: as a release, without the checks of a debug build, and from no makefile."""


def get_config_vars():
    return {'PY_CFLAGS': '-DNDEBUG'}


def get_config_var(name):
    return get_config_vars().get(name)
