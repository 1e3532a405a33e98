/** The forms in which a comparison is written, whether of allocators or of replacement policies. */
export const COMPARISON_FORMATS = ['text', 'json', 'csv', 'html'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];
