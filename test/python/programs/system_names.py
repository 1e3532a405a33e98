"""What a program can ask of the system and of the interpreter's build."""
import sysconfig, site, platform
print(sysconfig.get_config_var('Py_DEBUG'), sysconfig.get_config_var('WITH_PYMALLOC'), sysconfig.get_python_version(), sysconfig.get_config_var('no_such'))
print(platform.system(), platform.machine() != '', platform.libc_ver() is not None, platform.node() is not None)
print(sorted(sysconfig.get_paths())[:3], sysconfig.get_platform() != '')
print(platform.platform() != '')
import os
print(os.uname().sysname, len(os.uname()), os.uname()[0], type(os.uname()).__name__)
