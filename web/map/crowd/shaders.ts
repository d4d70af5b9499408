/** Places points on the screen; who has no heading lies outside of it while headings are drawn. */
export const VERTEX_SHADER = `#version 300 es
in vec2 a_place;
in vec2 a_rest;
in vec2 a_look;
uniform mat4 u_matrix;
uniform vec2 u_center;
uniform vec2 u_centerRest;
uniform float u_size;
uniform bool u_headings;
uniform float u_statuses;
uniform float u_firstHeading;
uniform vec3 u_colours[3];
flat out float v_cell;
flat out vec2 v_turn;
flat out vec3 v_colour;
void main() {
  float status = mod(a_look.x, u_statuses);
  vec2 place = (a_place - u_center) + (a_rest - u_centerRest);
  bool shown = !u_headings || a_look.y >= 0.0;
  gl_Position = shown ? u_matrix * vec4(place, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = u_size;
  float turn = u_headings ? radians(a_look.y) : 0.0;
  v_turn = vec2(cos(turn), sin(turn));
  v_cell = u_headings ? u_firstHeading + status : a_look.x;
  v_colour = u_colours[int(status)];
}`;

/** Paints the cell of the atlas, turned about its middle, or a dot with an edge. */
export const FRAGMENT_SHADER = `#version 300 es
precision highp float;
uniform sampler2D u_atlas;
uniform float u_cells;
uniform float u_part;
uniform float u_size;
uniform bool u_dots;
uniform float u_edge;
uniform vec3 u_edgeColour;
flat in float v_cell;
flat in vec2 v_turn;
flat in vec3 v_colour;
out vec4 colour;
void main() {
  vec2 at = gl_PointCoord - 0.5;
  if (u_dots) {
    float inside = (0.5 - length(at)) * u_size;
    if (inside <= 0.0) discard;
    colour = vec4(mix(u_edgeColour, v_colour, clamp(inside - u_edge + 0.5, 0.0, 1.0)), 1.0) * min(inside, 1.0);
    return;
  }
  at = vec2(at.x * v_turn.x + at.y * v_turn.y, at.y * v_turn.x - at.x * v_turn.y) * u_part;
  if (abs(at.x) > 0.5 || abs(at.y) > 0.5) discard;
  colour = texture(u_atlas, vec2((v_cell + at.x + 0.5) / u_cells, at.y + 0.5));
}`;
