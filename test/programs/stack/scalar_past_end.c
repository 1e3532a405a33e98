// heapglass: Treats the address of one int as an array of two.
// expect: InvalidRead line 6 size 4 in stack variable single
// oracle: none memcheck does not bound local variables

static int second(const int *p) {
  return p[1];
}

int main(void) {
  int single = 4;
  return second(&single) == 123456;
}
