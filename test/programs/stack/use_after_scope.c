// heapglass: Uses a variable of an inner block after the block.
// expect: InvalidRead line 11 size 4 in stack variable inner
// oracle: none memcheck does not know scopes

int main(void) {
  volatile int *p;
  {
    int inner = 5;
    p = &inner;
  }
  return *p == 123456;
}
