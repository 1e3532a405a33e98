// heapglass: Keeps the address of a variable of a loop's body beyond the loop.
// expect: InvalidWrite line 11 size 4 in stack variable step
// oracle: none memcheck does not know scopes

int main(void) {
  int *last = 0;
  for (int i = 0; i < 3; i++) {
    int step = i;
    last = &step;
  }
  *last = 9;
  return 0;
}
