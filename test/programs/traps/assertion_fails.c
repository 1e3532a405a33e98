// heapglass: An assertion fails.
// expect: Trap line 9 trap abort
// exit: stopped SIGABRT
// oracle: valgrind

#include <assert.h>

static int checked(int n) {
  assert(n > 0 && "n must be positive");
  return n;
}

int main(int argc, char **argv) {
  (void)argv;
  return checked(argc - 1);
}
