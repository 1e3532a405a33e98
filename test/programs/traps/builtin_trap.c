// heapglass: A branch that the author declared impossible is reached.
// expect: Trap line 13 trap unreachable
// exit: stopped SIGILL
// oracle: valgrind

static int name_of(int colour) {
  switch (colour) {
  case 0:
    return 'r';
  case 1:
    return 'g';
  default:
    __builtin_trap();
  }
}

int main(int argc, char **argv) {
  (void)argv;
  return name_of(argc + 1);
}
