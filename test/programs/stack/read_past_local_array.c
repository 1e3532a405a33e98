// heapglass: Reads the element after a local array.
// expect: InvalidRead line 9 size 8 in stack variable v
// oracle: none memcheck does not bound local arrays

int main(void) {
  double v[4] = {1, 2, 3, 4};
  double sum = 0;
  for (int i = 0; i <= 4; i++)
    sum += v[i];
  return sum == 12345.0;
}
