/** The collector before the first object. */
import { GENERATIONS, LANGUAGE } from '../format';
import { generationList } from './collection.as';
import { initList } from './lists.as';
import { setEnabled, setThreshold } from './schedule.as';

export const FIRST_THRESHOLD: i32 = 700;
export const OLDER_THRESHOLD: i32 = 10;

export function startCollector(): void {
  for (let generation = 0; generation <= GENERATIONS; generation++) initList(generationList(generation));
  setThreshold(0, FIRST_THRESHOLD);
  for (let generation = 1; generation < GENERATIONS; generation++) setThreshold(generation, OLDER_THRESHOLD);
  setEnabled(true);
}

/** What the language does in collections, in the order of language.as.ts. */
export function setLanguage(settle: i32, callBack: i32, show: i32, save: i32, clear: i32, finalize: i32): void {
  store<i32>(LANGUAGE, settle);
  store<i32>(LANGUAGE, callBack, 4);
  store<i32>(LANGUAGE, show, 8);
  store<i32>(LANGUAGE, save, 12);
  store<i32>(LANGUAGE, clear, 16);
  store<i32>(LANGUAGE, finalize, 20);
}
