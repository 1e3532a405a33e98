// heapglass: A local array is overrun in optimised code.
// flags: -O1
// expect: InvalidWrite line 7 size 4 in stack variable a
// oracle: none memcheck does not bound local arrays

__attribute__((noinline)) static void put(volatile int *p, int i) {
  p[i] = i;
}

int main(int argc, char **argv) {
  (void)argv;
  int a[5];
  for (int i = 0; i < 4 + 2 * argc; i++)
    put(a, i);
  return a[0];
}
