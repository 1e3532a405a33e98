import type { Module } from '../tree/ast.js';
import type { Scope } from '../symbols/scope.js';
import type { FutureFeatures } from './future.js';
export function checkRules(_m: Module, _s: Scope, _f: FutureFeatures): void {}
