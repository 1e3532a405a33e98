import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayLinkerName, displayName } from './display-names.js';

test.each([
  ['main', 'main'],
  ['__main_argc_argv', 'main'],
  ['__original_main', 'main'],
  ['geo::Stack<int, 16>::push(int const&)', 'geo::Stack<int, 16>::push'],
  ['long geo::Stack<int, 16>::sum<long>(long) const', 'geo::Stack<int, 16>::sum<long>'],
  ['geo::(anonymous namespace)::Anon::get() const', 'geo::(anonymous namespace)::Anon::get'],
  ['S::operator()(int) const', 'S::operator()'],
  ['S::operator int() const', 'S::operator int'],
  ['bool operator< <int>(S<int> const&, int)', 'operator< <int>'],
  ['S::operator->() const', 'S::operator->'],
  ['operator new[](unsigned long, std::align_val_t)', 'operator new[]'],
  ["geo::D::f(int)::'lambda'(int)::operator()(int) const", 'geo::D::f::{lambda}::operator()'],
  ['decltype(fp(fp0)) std::__2::call[abi:nqn220100]<int (&)(int)>(int (&)(int))', 'std::call<int (&)(int)>'],
  ['std::__2::vector<int, std::__2::allocator<int>>::push_back[abi:nqn220100](int&&)', 'std::vector<int>::push_back'],
  ['broken(name', 'broken(name'],
  ['', ''],
])('shows the linker name %s', (name, expected) => {
  expect(displayLinkerName(name)).toBe(expected);
});

test('shows the names of DWARF without the defaults of library templates', () => {
  const string = 'std::__2::basic_string<char, std::__2::char_traits<char>, std::__2::allocator<char> >';
  expect(displayName(`${string}::append`)).toBe('std::string::append');
  expect(displayName(`std::__2::vector<${string}, std::__2::allocator<${string} > >::push_back`)).toBe(
    'std::vector<std::string>::push_back',
  );
  expect(displayName(`f<${string}, std::__2::allocator<int>, int>`)).toBe('f<std::string, int>');
});

test('takes any text', () => {
  const piece = fc.constantFrom(
    '(',
    ')',
    '<',
    '>',
    'operator',
    '::',
    ' ',
    'decltype',
    ', std::allocator<',
    "'lambda'",
    'f',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(typeof displayLinkerName(pieces.join(''))).toBe('string');
    }),
  );
});
