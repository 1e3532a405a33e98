// heapglass: Recursion without end: the stack runs into its guard.
// expect: StackOverflow line 6
// exit: stopped SIGSEGV
// oracle: none memcheck reports the machine's own frames

static int depth(volatile int n) {
  return n < 0 ? 0 : 1 + depth(n + 1);
}

int main(void) {
  return depth(0);
}
