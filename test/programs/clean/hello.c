// heapglass: Hello, world.
// expect: clean
// stdout: hello, world\n
// oracle: valgrind

#include <stdio.h>

int main(void) {
  printf("hello, %s\n", "world");
  return 0;
}
