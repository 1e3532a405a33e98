// heapglass: Writes through a null pointer; what was printed before must still come out.
// expect: InvalidWrite line 10 size 1 in null-page
// stdout: before\n
// exit: stopped SIGSEGV
// oracle: valgrind

#include <stdio.h>

static void put(volatile char *p) {
  *p = 1;
}

int main(void) {
  static char buffer[64];
  setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
  puts("before");
  fflush(stdout);
  put(0);
  puts("after");
  return 0;
}
