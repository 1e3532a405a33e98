NAME = "helper"
loaded = []
from . import submodule
