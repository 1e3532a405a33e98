// heapglass: Writes past what alloca gave.
// expect: InvalidWrite line 11 size 1 in stack
// oracle: none memcheck does not bound alloca

#include <alloca.h>

int main(int argc, char **argv) {
  (void)argv;
  char *p = alloca((size_t)(15 + argc));
  p[15] = 1;
  p[15 + argc] = 2;
  return 0;
}
