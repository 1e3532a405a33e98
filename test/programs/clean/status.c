// heapglass: An exit status is passed on.
// expect: clean
// exit: 3
// oracle: valgrind

int main(void) {
  return 3;
}
