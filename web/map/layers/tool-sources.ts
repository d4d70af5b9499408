import type { MapTool } from '../engine.ts';
import { ACCURACY_SOURCE } from './accuracy.ts';
import { DRAFT_SOURCE } from './draft.ts';
import { HEAT_SOURCE } from './heat.ts';
import { MEASURE_SOURCE } from './measure.ts';

/** The source of what each tool draws. */
export const TOOL_SOURCES: Readonly<Record<MapTool, string>> = {
  accuracy: ACCURACY_SOURCE,
  draft: DRAFT_SOURCE,
  heat: HEAT_SOURCE,
  measure: MEASURE_SOURCE,
};
