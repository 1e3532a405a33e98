// heapglass: Reads through a null pointer.
// expect: InvalidRead line 9 size 4 in null-page
// exit: stopped SIGSEGV
// oracle: valgrind

#include <stdint.h>

static int32_t get(const volatile int32_t *p) {
  return *p;
}

int main(void) {
  return get(0);
}
