// heapglass: A block that a global still points to at exit.
// expect: Leak reachable line 10 bytes 128 blocks 1
// oracle: valgrind

#include <stdlib.h>

char *cache;

int main(void) {
  cache = malloc(128);
  cache[0] = 1;
  return 0;
}
