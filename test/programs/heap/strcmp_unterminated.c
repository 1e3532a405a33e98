// heapglass: strcmp of two equal strings of which the heap one has no terminator.
// expect: InvalidRead line 11 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = malloc(4);
  memcpy(s, "same", 4);
  volatile int order = strcmp("same but longer", s);
  (void)order;
  free(s);
  return 0;
}
