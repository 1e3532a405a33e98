// heapglass: Uses the address of a global scalar as an array.
// expect: InvalidRead line 11 size 4 in global variable counter
// oracle: none memcheck does not bound global variables

int counter = 3;
int other = 4;

static int sum(const int *p, int n) {
  int total = 0;
  for (int i = 0; i < n; i++)
    total += p[i];
  return total;
}

int main(void) {
  return sum(&counter, 2) + other == 123456;
}
