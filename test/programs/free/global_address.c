// heapglass: Frees a global array.
// expect: InvalidFree line 10
// oracle: valgrind

#include <stdlib.h>

static char storage[64];

static void release(void *p) {
  free(p);
}

int main(void) {
  release(storage);
  return 0;
}
