// heapglass: setenv, getenv, putenv and unsetenv.
// expect: clean
// expect: Leak reachable line 12 blocks 1
// expect: Leak reachable line 12 blocks 1
// stdout: value none\n
// oracle: none glibc keeps the copies that setenv makes, wasi-libc frees them with the variable

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  setenv("HEAPGLASS_TEST", "value", 1);
  printf("%s ", getenv("HEAPGLASS_TEST"));
  unsetenv("HEAPGLASS_TEST");
  puts(getenv("HEAPGLASS_TEST") ? "still" : "none");
  return 0;
}
