// heapglass: exit() with a status from deep in the stack, when everything was freed.
// expect: clean
// exit: 7
// oracle: valgrind

#include <stdlib.h>

static void leave(int depth, int status) {
  int pad[10] = {status};
  if (depth == 0)
    exit(pad[0]);
  leave(depth - 1, status);
}

int main(void) {
  free(malloc(10));
  leave(20, 7);
}
