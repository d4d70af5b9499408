/** Colours of the browser's own frame about the product: those of the surface of `app/globals.css`. */
export const FRAME_COLORS = { light: '#ffffff', dark: '#121b20' } as const;

/** What is seen before anything is drawn: the ground of `app/globals.css`. */
export const GROUND_COLORS = { light: '#f3f5f6', dark: '#0b1115' } as const;
