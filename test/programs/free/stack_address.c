// heapglass: Frees a local array.
// expect: InvalidFree line 8 in stack
// oracle: valgrind

#include <stdlib.h>

static void release(void *p) {
  free(p);
}

int main(void) {
  int local[4] = {0};
  release(local);
  return 0;
}
