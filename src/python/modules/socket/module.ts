/** _socket and select: what is in them besides their sources. */
import { NONE } from '../../format/memory-map.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { SELECT_SOURCE, SOCKET_SOURCE } from './source.js';

/** Linux's numbers. */
const CONSTANTS: Readonly<Record<string, number>> = {
  AF_UNSPEC: 0,
  AF_UNIX: 1,
  AF_INET: 2,
  AF_INET6: 10,
  SOCK_STREAM: 1,
  SOCK_DGRAM: 2,
  SOCK_RAW: 3,
  SOCK_CLOEXEC: 0o2000000,
  SOCK_NONBLOCK: 0o4000,
  SOL_SOCKET: 1,
  SO_REUSEADDR: 2,
  SO_ERROR: 4,
  SO_BROADCAST: 6,
  SO_KEEPALIVE: 9,
  SO_REUSEPORT: 15,
  SOMAXCONN: 4096,
  IPPROTO_IP: 0,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  TCP_NODELAY: 1,
  SHUT_RD: 0,
  SHUT_WR: 1,
  SHUT_RDWR: 2,
  MSG_PEEK: 2,
  MSG_DONTWAIT: 64,
  AI_PASSIVE: 1,
  AI_CANONNAME: 2,
  AI_NUMERICHOST: 4,
  AI_ADDRCONFIG: 32,
  EAI_AGAIN: -3,
  EAI_FAIL: -4,
  EAI_NONAME: -2,
  INADDR_ANY: 0,
  NI_NUMERICHOST: 1,
  NI_NUMERICSERV: 2,
};

export const SOCKET_MODULE: ModuleDefinition = {
  name: '_socket',
  doc: 'Implementation module for socket operations.\n\nSee the socket module for documentation.',
  source: SOCKET_SOURCE,
  attributes: (rt) => Object.fromEntries(Object.entries(CONSTANTS).map(([name, value]) => [name, rt.int(value)])),
};

export const SELECT_MODULE: ModuleDefinition = {
  name: 'select',
  doc: 'Waiting until one of several sockets is ready.',
  source: SELECT_SOURCE,
  functions: [
    // Classes have it as an attribute, where a function of Python would become a method.
    native('select', 'rlist, wlist, xlist, timeout=None, /', (rt, module, [read, write, exceptional, timeout]) =>
      rt.call(rt.attribute(module, '_select'), [read, write, exceptional, timeout || NONE]),
    ),
  ],
};
