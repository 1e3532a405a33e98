// heapglass: INT_MIN / -1 has no result.
// expect: Trap line 9 trap integer overflow
// exit: stopped SIGFPE
// oracle: valgrind

#include <limits.h>

static int quotient(volatile int a, volatile int b) {
  return a / b;
}

int main(void) {
  return quotient(INT_MIN, -1) == 0;
}
