import { noteError } from '../record.ts';
import { type BuiltIn, type Instance, instanceOf } from './define.ts';

interface Point {
  latitude: number;
  longitude: number;
}

interface Marker extends Point {
  id?: number;
  title?: string;
  iconPath?: string;
  width?: number;
  height?: number;
  ariaLabel?: string;
  callout?: { content?: string };
  label?: { content?: string };
}

interface Polyline {
  points: Point[];
  color?: string;
  width?: number;
  dottedLine?: boolean;
}

/** Where the map stands; the page's attributes say where it begins, the driver's finger where it is. */
interface MapView extends Point {
  scale: number;
}

const TILE = 256;

/** Web Mercator: the world is one wide, its north at 0. */
function project({ latitude, longitude }: Point): [x: number, y: number] {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return [longitude / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

function unproject(x: number, y: number): Point {
  return {
    longitude: (x - 0.5) * 360,
    latitude: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
  };
}

function viewOf({ state }: Instance): MapView {
  return state.view as MapView;
}

/** Pixels from the map's middle. */
function place(instance: Instance, at: Point): [x: number, y: number] {
  const view = viewOf(instance);
  const world = TILE * 2 ** view.scale;
  const [x, y] = project(at);
  const [middleX, middleY] = project(view);
  return [(x - middleX) * world, (y - middleY) * world];
}

function drawMarker(instance: Instance, marker: Marker): HTMLElement {
  const [x, y] = place(instance, marker);
  const { width = 24, height = 24 } = marker;
  const pin = document.createElement('button');
  pin.className = 'wx-marker';
  pin.style.transform = `translate(${x - width / 2}px, ${y - height / 2}px)`;
  pin.style.width = `${width}px`;
  pin.style.height = `${height}px`;
  if (marker.ariaLabel !== undefined) pin.setAttribute('aria-label', marker.ariaLabel);
  if (marker.iconPath === undefined || marker.iconPath === '') {
    noteError(`a marker has no iconPath`, 'map');
  } else {
    const icon = document.createElement('img');
    icon.alt = '';
    icon.src = marker.iconPath;
    icon.addEventListener('error', () => noteError(`there is no ${marker.iconPath} in the package`, 'map'));
    pin.append(icon);
  }
  const words = document.createElement('span');
  words.textContent = marker.callout?.content ?? marker.label?.content ?? marker.title ?? '';
  pin.append(words);
  pin.addEventListener('click', () => instance.emit('markertap', { markerId: marker.id }));
  return pin;
}

function drawLines(instance: Instance): SVGElement {
  const { clientWidth, clientHeight } = instance.dom;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `${-clientWidth / 2} ${-clientHeight / 2} ${clientWidth} ${clientHeight}`);
  for (const { points, color = '#000000', width = 2, dottedLine } of (instance.attributes().polyline ??
    []) as Polyline[]) {
    const line = document.createElementNS(svg.namespaceURI, 'polyline');
    line.setAttribute('points', points.map((point) => place(instance, point).join()).join(' '));
    line.setAttribute('stroke', color);
    line.setAttribute('stroke-width', String(width));
    if (dottedLine) line.setAttribute('stroke-dasharray', '4 8');
    svg.append(line);
  }
  return svg;
}

function drawAll(instance: Instance): void {
  const markers = (instance.attributes().markers ?? []) as Marker[];
  for (const { id } of markers) {
    if (typeof id !== 'number') noteError(`a marker's id must be a number, not ${typeof id}`, 'map');
  }
  instance.dom.replaceChildren(drawLines(instance), ...markers.map((marker) => drawMarker(instance, marker)));
}

/** The corners of what the map shows. */
export function regionOf(instance: Instance): { southwest: Point; northeast: Point } {
  const view = viewOf(instance);
  const world = TILE * 2 ** view.scale;
  const [x, y] = project(view);
  const [halfX, halfY] = [instance.dom.clientWidth / 2 / world, instance.dom.clientHeight / 2 / world];
  return { southwest: unproject(x - halfX, y + halfY), northeast: unproject(x + halfX, y - halfY) };
}

export function scaleOf(instance: Instance): number {
  return viewOf(instance).scale;
}

/** Moves the map and tells the page as WeChat does: the event's own type is `begin`, then `end`. */
export function moveMap(instance: Instance, to: Partial<MapView>, causedBy: 'gesture' | 'update'): void {
  instance.emit('regionchange', { type: 'begin', causedBy }, { type: 'begin', causedBy });
  Object.assign(viewOf(instance), to);
  drawAll(instance);
  const { latitude, longitude, scale } = viewOf(instance);
  const why = causedBy === 'gesture' ? 'drag' : causedBy;
  const detail = {
    type: 'end',
    causedBy: why,
    scale,
    centerLocation: { latitude, longitude },
    region: regionOf(instance),
  };
  instance.emit('regionchange', detail, { type: 'end', causedBy: why });
}

/** The closest view that shows all of these within the padding. */
export function includePoints(instance: Instance, points: Point[], padding: number[]): void {
  const [top = 0, right = 0, bottom = 0, left = 0] = padding;
  const places = points.map(project);
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = (pixels: number, share: number) => (share === 0 ? 20 : Math.log2(Math.max(1, pixels) / TILE / share));
  const scale = Math.min(
    20,
    room(instance.dom.clientWidth - left - right, east - west),
    room(instance.dom.clientHeight - top - bottom, south - north),
  );
  moveMap(instance, { ...unproject((west + east) / 2, (north + south) / 2), scale: Math.max(3, scale) }, 'update');
}

/** The map with this id on a page. */
export function mapById(webview: Element, id: string): Instance | undefined {
  return instanceOf(webview.querySelector(`wx-map#${CSS.escape(id)}`));
}

export const map: BuiltIn = {
  attributes: { latitude: 0, longitude: 0, scale: 16, markers: [], polyline: [], includePoints: [] },
  attach(instance) {
    const { latitude, longitude, scale } = instance.attributes();
    instance.state.view = { latitude: Number(latitude), longitude: Number(longitude), scale: Number(scale) };
    instance.state.said = `${latitude} ${longitude} ${scale}`;
    setTimeout(() => instance.emit('updated', {}), 30);
  },
  draw(instance) {
    const { latitude, longitude, scale } = instance.attributes();
    const says = `${latitude} ${longitude} ${scale}`;
    if (instance.state.said === says) {
      drawAll(instance);
      return;
    }
    instance.state.said = says;
    moveMap(instance, { latitude: Number(latitude), longitude: Number(longitude), scale: Number(scale) }, 'update');
  },
};
