// heapglass: A block that realloc has moved is lost; the record names the realloc.
// expect: Leak definite line 9 bytes 3000 blocks 1
// oracle: valgrind

#include <stdlib.h>

static void lose(void) {
  char *p = malloc(10);
  p = realloc(p, 3000);
  p[2999] = 1;
}

int main(void) {
  lose();
  return 0;
}
