// heapglass: An impossible allocation is not checked, and its null result is written through.
// expect: FishyValue line 11
// expect: InvalidWrite line 12 size 1 in null-page
// exit: stopped SIGSEGV
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  volatile long n = -1;
  char *p = malloc((size_t)n);
  p[16] = 1;
  free(p);
  return 0;
}
