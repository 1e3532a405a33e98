// heapglass: Writes a megabyte to standard output.
// expect: clean
// oracle: valgrind

#include <stdio.h>

int main(void) {
  for (int i = 0; i < 16384; i++)
    puts("a line of sixty-three characters that makes up one of many    x");
  return ferror(stdout) ? 1 : 0;
}
