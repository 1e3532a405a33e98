// heapglass: Calls a function through a pointer of another type.
// expect: Trap line 12 trap indirect call to the wrong type
// exit: stopped
// oracle: none a native machine does not check it

static int add(int a, int b) {
  return a + b;
}

int main(void) {
  double (*volatile wrong)(double) = (double (*)(double))(void *)add;
  return wrong(1.0) == 2.0;
}
