// heapglass: A global cache is set to null without being freed.
// expect: Leak definite line 10 bytes 2048 blocks 1
// oracle: valgrind

#include <stdlib.h>

static char *cache;

static void fill(void) {
  cache = malloc(2048);
  cache[5] = 1;
}

int main(void) {
  fill();
  cache = 0;
  return 0;
}
