// heapglass: Writes the element after a local array.
// expect: InvalidWrite line 10 size 4 in stack variable a
// oracle: none memcheck does not bound local arrays

int main(void) {
  int a[10];
  volatile int n = 10;
  for (int i = 0; i < n; i++)
    a[i] = i;
  a[n] = 1;
  return a[0];
}
