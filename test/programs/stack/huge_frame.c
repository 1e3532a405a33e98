// heapglass: One frame that is larger than the whole stack.
// expect: StackOverflow line 8
// exit: stopped SIGSEGV
// oracle: none the native stack is larger

#include <string.h>

static int use(void) {
  volatile char huge[64 << 20];
  huge[0] = 1;
  huge[sizeof huge - 1] = 2;
  return huge[0];
}

int main(void) {
  return use() == 1 ? 0 : 1;
}
