// heapglass: Runs down from an array through the whole stack, two million errors at one place, until memory ends.
// expect: InvalidWrite line 8 size 4 in stack variable a
// exit: stopped SIGSEGV
// oracle: none memcheck does not bound arrays on the stack

int main(void) {
  int a[4];
  for (int i = 3;; i--) a[i] = i;
}
