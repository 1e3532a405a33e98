// heapglass: Writes before the start of one global, in the padding that follows another: the nearer one is meant.
// expect: InvalidWrite line 11 size 4 in global variable second
// expect: InvalidWrite line 12 size 4 in global variable first
// oracle: none memcheck does not bound globals

int first[5] = {1, 2, 3, 4, 5};
int second[5] = {1, 2, 3, 4, 5};

int main(int argc, char **argv) {
  (void)argv;
  second[-argc] = 1;
  first[4 + argc] = 1;
  return 0;
}
