// heapglass: Divides by zero.
// expect: Trap line 7 trap integer divide by zero
// exit: stopped SIGFPE
// oracle: valgrind

static int quotient(volatile int a, volatile int b) {
  return a / b;
}

int main(void) {
  return quotient(10, 0);
}
