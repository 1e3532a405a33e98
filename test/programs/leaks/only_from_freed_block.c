// heapglass: The last pointer lies in a block that was freed: freed memory keeps nothing alive.
// expect: Leak definite line 11 bytes 60 blocks 1
// oracle: valgrind

#include <stdlib.h>

static char **holder;

static void setup(void) {
  holder = malloc(sizeof *holder * 4);
  holder[2] = malloc(60);
}

int main(void) {
  setup();
  free(holder);
  return 0;
}
