// heapglass: strlen of a null pointer.
// expect: InvalidRead line 11 size 1 in null-page
// exit: stopped SIGSEGV
// oracle: valgrind

#include <stddef.h>
#include <string.h>

int main(void) {
  const char *volatile s = NULL;
  volatile size_t n = strlen(s);
  return (int)n;
}
