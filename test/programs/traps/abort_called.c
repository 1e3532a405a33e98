// heapglass: Calls abort().
// expect: Trap line 9 trap abort
// exit: stopped SIGABRT
// oracle: valgrind

#include <stdlib.h>

static void give_up(void) {
  abort();
}

int main(void) {
  give_up();
  return 0;
}
