// heapglass: sprintf writes past a local buffer that is one byte too short for the terminator.
// expect: InvalidWrite line 9 in stack variable text
// oracle: none memcheck does not bound local arrays

#include <stdio.h>

int main(void) {
  char text[8];
  int n = sprintf(text, "%d", 12345678);
  return n == 8 ? 0 : 1;
}
