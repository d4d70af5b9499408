/** Places points on the screen; those of another pass lie outside of it. */
export const VERTEX_SHADER = `#version 300 es
in vec2 a_place;
in vec2 a_rest;
in vec2 a_look;
uniform mat4 u_matrix;
uniform vec2 u_center;
uniform vec2 u_centerRest;
uniform float u_size;
uniform float u_status;
uniform bool u_headings;
uniform float u_statuses;
uniform float u_firstHeading;
out float v_cell;
out vec2 v_turn;
void main() {
  float status = mod(a_look.x, u_statuses);
  bool shown = a_look.x >= 0.0 && (u_headings ? a_look.y >= 0.0 : status == u_status);
  vec2 place = (a_place - u_center) + (a_rest - u_centerRest);
  gl_Position = shown ? u_matrix * vec4(place, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = u_size;
  float turn = u_headings ? radians(a_look.y) : 0.0;
  v_turn = vec2(cos(turn), sin(turn));
  v_cell = u_headings ? u_firstHeading + status : a_look.x;
}`;

/** Paints the cell of the atlas, turned about its middle. */
export const FRAGMENT_SHADER = `#version 300 es
precision mediump float;
uniform sampler2D u_atlas;
uniform float u_cells;
uniform float u_part;
in float v_cell;
in vec2 v_turn;
out vec4 colour;
void main() {
  vec2 at = gl_PointCoord - 0.5;
  at = vec2(at.x * v_turn.x + at.y * v_turn.y, at.y * v_turn.x - at.x * v_turn.y) * u_part;
  if (abs(at.x) > 0.5 || abs(at.y) > 0.5) discard;
  colour = texture(u_atlas, vec2((v_cell + at.x + 0.5) / u_cells, at.y + 0.5));
}`;
