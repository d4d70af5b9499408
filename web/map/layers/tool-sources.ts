import type { MapTool } from '../engine.ts';
import { MEASURE_SOURCE } from './measure.ts';

/** The source of what each tool draws. */
export const TOOL_SOURCES: Readonly<Record<MapTool, string>> = { measure: MEASURE_SOURCE };
