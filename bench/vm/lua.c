/* The Lua interpreter as one source, with a script that calls, closes over, sorts, concatenates and collects. An error ends the
   program: it is compiled without longjmp. Argument: rounds. */
#include <stdio.h>
#include <stdlib.h>
#define LUA_CORE
#define LUA_LIB
#define ltable_c
#define lvm_c
#define LUAI_THROW(L, c) abort()
#define LUAI_TRY(L, c, a) a
#define luai_jmpbuf int
#define l_signalT int
/* Every run does the same. */
#define luai_makeseed(L) 42u
#define l_randomizePivot() 42u
/* Nothing of <setjmp.h> is used, which a plain WebAssembly module does not have. */
#define _SETJMP_H
#include "lprefix.h"

#include "luaconf.h"
#undef LUAI_FUNC
#undef LUAI_DDEC
#undef LUAI_DDEF
#define LUAI_FUNC static
#define LUAI_DDEC(def)
#define LUAI_DDEF static
#undef LUA_API
#define LUA_API static
#define LUALIB_API static
#define LUAMOD_API static

#include "lzio.c"
#include "lctype.c"
#include "lopcodes.c"
#include "lmem.c"
#include "lundump.c"
#include "ldump.c"
#include "lstate.c"
#include "lgc.c"
#include "llex.c"
#include "lcode.c"
#include "lparser.c"
#include "ldebug.c"
#include "lfunc.c"
#include "lobject.c"
#include "ltm.c"
#include "lstring.c"
#include "ltable.c"
#include "ldo.c"
#include "lvm.c"
#include "lapi.c"
#include "lauxlib.c"
#include "lbaselib.c"
#include "lmathlib.c"
#include "lstrlib.c"
#include "ltablib.c"

static const char SCRIPT[] =
    "local rounds = ...\n"
    "local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end\n"
    "local sum = 0\n"
    "for round = 1, rounds do\n"
    "  sum = sum + fib(21)\n"
    "  local words, counts = {}, {}\n"
    "  for i = 1, 4000 do words[i] = string.format('%x', i * 7919 % 65536) end\n"
    "  table.sort(words)\n"
    "  for word in table.concat(words, ' '):gmatch('%w+') do\n"
    "    local first = word:sub(1, 1)\n"
    "    counts[first] = (counts[first] or 0) + #word\n"
    "  end\n"
    "  local points = {}\n"
    "  for i = 1, 4000 do points[i] = { x = i, y = i * 2.5, move = function(by) return i + by end } end\n"
    "  for _, point in ipairs(points) do sum = sum + point.x * point.y + point.move(round) end\n"
    "  sum = sum + counts.a + counts.f\n"
    "end\n"
    "print(string.format('checksum %.1f', sum))\n";

int main(int argc, char **argv) {
  lua_State *lua = luaL_newstate();
  if (lua == NULL) return 1;
  luaL_requiref(lua, LUA_GNAME, luaopen_base, 1);
  luaL_requiref(lua, LUA_STRLIBNAME, luaopen_string, 1);
  luaL_requiref(lua, LUA_TABLIBNAME, luaopen_table, 1);
  luaL_requiref(lua, LUA_MATHLIBNAME, luaopen_math, 1);
  lua_settop(lua, 0);
  if (luaL_loadstring(lua, SCRIPT) != LUA_OK) return 1;
  lua_pushinteger(lua, argc > 1 ? atoi(argv[1]) : 20);
  lua_call(lua, 1, 0);
  lua_close(lua);
  return 0;
}
