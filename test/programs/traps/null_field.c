// heapglass: Reads a field at some offset of a null struct pointer.
// expect: InvalidRead line 14 size 8 in null-page
// exit: stopped SIGSEGV
// oracle: valgrind

#include <stdint.h>

struct config {
  char name[200];
  int64_t limit;
};

static int64_t limit_of(const volatile struct config *c) {
  return c->limit;
}

int main(void) {
  return (int)limit_of(0);
}
