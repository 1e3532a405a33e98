// heapglass: A stream that is never closed keeps its memory; the only pointer to it is gone, but the list of open streams has it.
// expect: Leak reachable line 8
// oracle: none the C library decides how many blocks a stream takes

#include <stdio.h>

static void open_and_forget(void) {
  FILE *f = fopen("forgotten.tmp", "w");
  fputs("x", f);
}

int main(void) {
  open_and_forget();
  remove("forgotten.tmp");
  return 0;
}
