// heapglass: Copies a string over an array and all that lies above it: the array's end is where it becomes wrong.
// expect: InvalidWrite line 12 size 85 in stack variable name
// exit: stopped SIGSEGV
// oracle: none memcheck does not bound arrays on the stack

#include <string.h>

#define TEN "0123456789"

int main(void) {
  char name[16];
  strcpy(name, TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN);
  return name[3];
}
