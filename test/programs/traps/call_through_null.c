// heapglass: Calls a function pointer that was never set.
// expect: Trap line 9 trap indirect call to null
// exit: stopped SIGSEGV
// oracle: none memcheck calls it a jump to an invalid address

static void (*handler)(int);

int main(void) {
  handler(1);
  return 0;
}
