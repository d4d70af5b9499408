import type { CustomLayerInterface, CustomRenderMethodInput, Map as MaplibreMap } from 'maplibre-gl';
import type { Palette } from '../palette.ts';
import { CELL_SIZE, CELLS, drawAtlas, FIRST_HEADING, STATUSES } from './atlas.ts';
import { POINT_WIDTH, type Crowd } from './crowd.ts';
import { FRAGMENT_SHADER, VERTEX_SHADER } from './shaders.ts';
import { sizeAmong } from './size-among.ts';

/** Name of the layer. */
export const CROWD_LAYER = 'crowd';

// CSS pixels of a marker, as large as the images of single ones.
const MARKER_SIZE = 28;
// CSS pixels of the edge of a dot.
const EDGE = 0.75;
const BYTES = Float32Array.BYTES_PER_ELEMENT;
const ATTRIBUTES = ['a_place', 'a_rest', 'a_look'];

/** What a frame shows of a crowd. */
export interface ShownCrowd extends Pick<Crowd, 'points' | 'order'> {
  /** How many of them are in view. */
  readonly inView: number;
}

/** Draws a crowd by itself: its points go to the graphics card as they are, nothing of them through the map's worker. */
export class CrowdLayer implements CustomLayerInterface {
  readonly id = CROWD_LAYER;
  readonly type = 'custom';
  readonly #palette: Palette;
  #map: MaplibreMap | null = null;
  #drawn: Drawn | null = null;
  #crowd: ShownCrowd | null = null;
  #uploaded = true;

  constructor(palette: Palette) {
    this.#palette = palette;
  }

  /** Draws this crowd from the next frame on, or nobody. */
  show(crowd: ShownCrowd | null): void {
    this.#crowd = crowd;
    this.#uploaded = false;
    this.#map?.triggerRepaint();
  }

  onAdd(map: MaplibreMap, context: WebGLRenderingContext | WebGL2RenderingContext): void {
    // The map asks for nothing older than WebGL 2.
    const gl = context as WebGL2RenderingContext;
    const program = link(gl);
    this.#map = map;
    this.#drawn = {
      program,
      texture: textureOf(gl, drawAtlas(this.#palette)),
      points: gl.createBuffer(),
      order: gl.createBuffer(),
      uniform: remembered((name: string) => gl.getUniformLocation(program, name)),
    };
    this.#uploaded = false;
  }

  onRemove(_map: MaplibreMap, gl: WebGLRenderingContext | WebGL2RenderingContext): void {
    if (!this.#drawn) return;
    gl.deleteProgram(this.#drawn.program);
    gl.deleteTexture(this.#drawn.texture);
    gl.deleteBuffer(this.#drawn.points);
    gl.deleteBuffer(this.#drawn.order);
    this.#drawn = null;
    this.#map = null;
  }

  render(context: WebGLRenderingContext | WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    const gl = context as WebGL2RenderingContext;
    if (!this.#drawn || !this.#map || !this.#crowd?.order.length) return;
    const { program, texture, uniform } = this.#drawn;
    gl.useProgram(program);
    this.#bind(gl, this.#drawn, this.#crowd);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    this.#placeCamera(gl, uniform, input);
    gl.uniform1i(uniform('u_atlas'), 0);
    gl.uniform1f(uniform('u_cells'), CELLS);
    gl.uniform1f(uniform('u_statuses'), STATUSES.length);
    gl.uniform1f(uniform('u_firstHeading'), FIRST_HEADING);
    gl.uniform3fv(
      uniform('u_colours'),
      STATUSES.flatMap((status) => partsOf(this.#palette.status[status])),
    );
    const ratio = this.#map.getPixelRatio();
    const { clientWidth, clientHeight } = this.#map.getCanvas();
    const { size, dot } = sizeAmong(this.#crowd.inView, clientWidth * clientHeight);
    const draw = () => gl.drawElements(gl.POINTS, this.#crowd?.order.length ?? 0, gl.UNSIGNED_INT, 0);
    gl.uniform1i(uniform('u_dots'), Number(dot));
    if (!dot) {
      gl.uniform1i(uniform('u_headings'), 1);
      gl.uniform1f(uniform('u_size'), (CELL_SIZE / MARKER_SIZE) * size * ratio);
      gl.uniform1f(uniform('u_part'), 1);
      draw();
    }
    gl.uniform1i(uniform('u_headings'), 0);
    gl.uniform1f(uniform('u_size'), size * ratio);
    gl.uniform1f(uniform('u_part'), MARKER_SIZE / CELL_SIZE);
    gl.uniform1f(uniform('u_edge'), EDGE * ratio);
    gl.uniform3fv(uniform('u_edgeColour'), partsOf(this.#palette.surface));
    draw();
  }

  /** The points and their order, handed to the graphics card where it does not have them yet. */
  #bind(gl: WebGL2RenderingContext, { program, points, order }: Drawn, crowd: ShownCrowd): void {
    gl.bindBuffer(gl.ARRAY_BUFFER, points);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, order);
    if (!this.#uploaded) {
      gl.bufferData(gl.ARRAY_BUFFER, crowd.points, gl.DYNAMIC_DRAW);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, crowd.order, gl.DYNAMIC_DRAW);
    }
    this.#uploaded = true;
    for (const [index, name] of ATTRIBUTES.entries()) {
      const location = gl.getAttribLocation(program, name);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, 2, gl.FLOAT, false, POINT_WIDTH * BYTES, index * 2 * BYTES);
    }
  }

  /** Places are told from the middle of the view, where small numbers are exact. */
  #placeCamera(
    gl: WebGL2RenderingContext,
    uniform: Drawn['uniform'],
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
  readonly points: WebGLBuffer;
  readonly order: WebGLBuffer;
  readonly uniform: (name: string) => WebGLUniformLocation | null;
}

/** Asks for each name once. */
function remembered<T>(ask: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const value = ask(name);
    known.set(name, value);
    return value;
  };
}

/** Red, green and blue of `#rrggbb` from 0 to 1. */
function partsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
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
