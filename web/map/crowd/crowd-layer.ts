import type { CustomLayerInterface, CustomRenderMethodInput, Map as MaplibreMap } from 'maplibre-gl';
import type { Palette } from '../palette.ts';
import { CELL_SIZE, CELLS, drawAtlas, FIRST_HEADING, STATUSES } from './atlas.ts';
import { POINT_WIDTH } from './crowd.ts';
import { FRAGMENT_SHADER, VERTEX_SHADER } from './shaders.ts';

/** Name of the layer. */
export const CROWD_LAYER = 'crowd';

// CSS pixels of a marker, as large as the images of single ones.
const MARKER_SIZE = 28;
// Among many a marker is smaller than one with a name.
const SCALE = 0.6;
const BYTES = Float32Array.BYTES_PER_ELEMENT;
const ATTRIBUTES = ['a_place', 'a_rest', 'a_look'];

/** Draws a crowd by itself: its points go to the graphics card as they are, nothing of them through the map's worker. */
export class CrowdLayer implements CustomLayerInterface {
  readonly id = CROWD_LAYER;
  readonly type = 'custom';
  readonly #palette: Palette;
  #map: MaplibreMap | null = null;
  #drawn: Drawn | null = null;
  #points: Float32Array = new Float32Array(0);
  #uploaded = true;

  constructor(palette: Palette) {
    this.#palette = palette;
  }

  /** Draws these points from the next frame on. */
  show(points: Float32Array): void {
    this.#points = points;
    this.#uploaded = false;
    this.#map?.triggerRepaint();
  }

  onAdd(map: MaplibreMap, context: WebGLRenderingContext | WebGL2RenderingContext): void {
    // The map asks for nothing older than WebGL 2.
    const gl = context as WebGL2RenderingContext;
    this.#map = map;
    this.#drawn = { program: link(gl), texture: textureOf(gl, drawAtlas(this.#palette)), buffer: gl.createBuffer() };
    this.#uploaded = false;
  }

  onRemove(_map: MaplibreMap, gl: WebGLRenderingContext | WebGL2RenderingContext): void {
    if (!this.#drawn) return;
    gl.deleteProgram(this.#drawn.program);
    gl.deleteTexture(this.#drawn.texture);
    gl.deleteBuffer(this.#drawn.buffer);
    this.#drawn = null;
    this.#map = null;
  }

  render(context: WebGLRenderingContext | WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    const gl = context as WebGL2RenderingContext;
    const count = this.#points.length / POINT_WIDTH;
    if (!this.#drawn || !this.#map || !count) return;
    const { program, texture, buffer } = this.#drawn;
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    if (!this.#uploaded) gl.bufferData(gl.ARRAY_BUFFER, this.#points, gl.DYNAMIC_DRAW);
    this.#uploaded = true;
    for (const [index, name] of ATTRIBUTES.entries()) {
      const location = gl.getAttribLocation(program, name);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, 2, gl.FLOAT, false, POINT_WIDTH * BYTES, index * 2 * BYTES);
    }
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    const uniform = (name: string) => gl.getUniformLocation(program, name);
    this.#placeCamera(gl, uniform, input);
    gl.uniform1i(uniform('u_atlas'), 0);
    gl.uniform1f(uniform('u_cells'), CELLS);
    gl.uniform1f(uniform('u_statuses'), STATUSES.length);
    gl.uniform1f(uniform('u_firstHeading'), FIRST_HEADING);
    const ratio = this.#map.getPixelRatio() * SCALE;
    gl.uniform1i(uniform('u_headings'), 1);
    gl.uniform1f(uniform('u_size'), CELL_SIZE * ratio);
    gl.uniform1f(uniform('u_part'), 1);
    gl.drawArrays(gl.POINTS, 0, count);
    gl.uniform1i(uniform('u_headings'), 0);
    gl.uniform1f(uniform('u_size'), MARKER_SIZE * ratio);
    gl.uniform1f(uniform('u_part'), MARKER_SIZE / CELL_SIZE);
    for (const status of STATUSES.keys()) {
      gl.uniform1f(uniform('u_status'), status);
      gl.drawArrays(gl.POINTS, 0, count);
    }
  }

  /** Places are told from the middle of the view, where small numbers are exact. */
  #placeCamera(
    gl: WebGL2RenderingContext,
    uniform: (name: string) => WebGLUniformLocation | null,
    { defaultProjectionData }: CustomRenderMethodInput,
  ): void {
    const { lng, lat } = this.#map?.getCenter() ?? { lng: 0, lat: 0 };
    const sine = Math.sin((lat * Math.PI) / 180);
    const center = [0.5 + lng / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
    const [x = 0, y = 0] = center;
    const matrix = Float64Array.from(defaultProjectionData.mainMatrix);
    for (let row = 0; row < 4; row++) {
      matrix[12 + row] = (matrix[row] ?? 0) * x + (matrix[4 + row] ?? 0) * y + (matrix[12 + row] ?? 0);
    }
    gl.uniformMatrix4fv(uniform('u_matrix'), false, Float32Array.from(matrix));
    gl.uniform2f(uniform('u_center'), Math.fround(x), Math.fround(y));
    gl.uniform2f(uniform('u_centerRest'), x - Math.fround(x), y - Math.fround(y));
  }
}

interface Drawn {
  readonly program: WebGLProgram;
  readonly texture: WebGLTexture;
  readonly buffer: WebGLBuffer;
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error('the browser makes no shader');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(`the browser refuses the shaders of the crowd: ${gl.getProgramInfoLog(program)}`);
  }
  return program;
}

function textureOf(gl: WebGL2RenderingContext, image: ImageData): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, image);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.generateMipmap(gl.TEXTURE_2D);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}
