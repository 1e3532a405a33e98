from helper_package import loaded

loaded.append(__name__)
__all__ = ["triple"]


def double(x):
    return 2 * x


def triple(x):
    return 3 * x


hidden = 1
