import L from 'leaflet';
import { convertPosition } from '#domain/geo-datum';
import type { Position } from '#domain/geo-json';
import { provinceSeat } from '#domain/province-seats';
import { PROVINCES } from '#domain/provinces';
import { isClosedMark, type MapLine, type MapMark, type MapView, markWords } from './map-marks.ts';
import { signOf } from './road-words.ts';
import 'leaflet/dist/leaflet.css';
import './leaflet-map.scss';

/** Set when the preview is built, see the README; empty: no tile server is asked for anything. */
declare const MAP_TILES: string;
declare const MAP_TILES_CREDIT: string;
declare const MAP_TILES_DATUM: 'WGS84' | 'GCJ02';

const CLOSEST = 18;
/** Pixels: what a finger needs. */
const TARGET = 44;
/** Wider than this, the names of provinces stand on each other; those of small ones longer. */
const NAMES_FROM_ZOOM = 4;
const ALL_NAMES_FROM_ZOOM = 6;
const CROWDED = ['12', '13', '34', '46', '64', '81', '82'];

export interface LeafletMap {
  draw(marks: readonly MapMark[], lines: readonly MapLine[]): void;
  show(points: readonly Position[]): void;
  close(): void;
}

interface Options {
  at: Position;
  zoom: number;
  isStill: boolean;
  onView(view: MapView): void;
  onMark(mark: MapMark): void;
}

function placed(at: Position): L.LatLngExpression {
  const [lon, lat] = convertPosition(at, 'WGS84', MAP_TILES_DATUM);
  return [lat, lon];
}

function measured({ lng, lat }: L.LatLng): Position {
  return convertPosition([lng, lat], MAP_TILES_DATUM, 'WGS84');
}

function viewOf(map: L.Map): MapView {
  const bounds = map.getBounds();
  const [west, south] = measured(bounds.getSouthWest());
  const [east, north] = measured(bounds.getNorthEast());
  return {
    bounds: [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)],
    zoom: map.getZoom(),
  };
}

function iconOf(mark: MapMark): L.DivIcon {
  const html =
    mark.kind === 'event'
      ? `<div class="sign sign--${signOf(mark.event)}"></div>`
      : `<div class="map-many${isClosedMark(mark) ? ' map-many--closed' : ''}">${mark.events.length}</div>`;
  return L.divIcon({ className: 'map-mark', html, iconSize: [TARGET, TARGET] });
}

/** Names of provinces, where no tiles say which country this is. We draw no borders: a map with borders needs its approval. */
function nameProvinces(map: L.Map): void {
  const large = L.layerGroup();
  const small = L.layerGroup();
  for (const { adcode, name } of PROVINCES) {
    const seat = provinceSeat(adcode);
    if (seat === undefined) continue;
    const icon = L.divIcon({ className: 'map-place', html: name, iconSize: [64, 20] });
    const label = L.marker(placed(seat), { icon, interactive: false, keyboard: false, zIndexOffset: -1000 });
    label.addTo(CROWDED.includes(adcode.slice(0, 2)) ? small : large);
  }
  const choose = () => {
    for (const [names, from] of [
      [large, NAMES_FROM_ZOOM],
      [small, ALL_NAMES_FROM_ZOOM],
    ] as const) {
      if (map.getZoom() >= from) names.addTo(map);
      else names.remove();
    }
  };
  map.on('zoomend', choose);
  choose();
}

/** Leaflet in a box of the page. Its marks take the keyboard: Tab reaches them, Enter opens them. */
export function openLeaflet(box: HTMLElement, { at, zoom, isStill, onView, onMark }: Options): LeafletMap {
  const map = L.map(box, {
    center: placed(at),
    zoom,
    minZoom: 3,
    maxZoom: CLOSEST,
    attributionControl: MAP_TILES_CREDIT !== '',
    ...(isStill && {
      dragging: false,
      zoomControl: false,
      scrollWheelZoom: false,
      doubleClickZoom: false,
      touchZoom: false,
      boxZoom: false,
      keyboard: false,
    }),
  });
  if (MAP_TILES === '') nameProvinces(map);
  else L.tileLayer(MAP_TILES, { attribution: MAP_TILES_CREDIT, maxZoom: CLOSEST }).addTo(map);
  const drawn = L.layerGroup().addTo(map);
  map.on('moveend', () => onView(viewOf(map)));
  // The page slides in: its box has its size only after that.
  const resized = new ResizeObserver(() => map.invalidateSize({ pan: false }));
  resized.observe(box);
  onView(viewOf(map));
  return {
    draw(marks, lines) {
      drawn.clearLayers();
      for (const { points, colour, isDetour } of lines) {
        const style = { color: colour, weight: 6, ...(isDetour && { dashArray: '2 10' }), interactive: false };
        L.polyline(points.map(placed), style).addTo(drawn);
      }
      for (const mark of marks) {
        const words = markWords(mark);
        const marker = L.marker(placed(mark.at), { icon: iconOf(mark), title: words, keyboard: !isStill });
        marker.on('click keypress', (event) => {
          const { originalEvent } = event as L.LeafletKeyboardEvent;
          if (event.type === 'keypress' && originalEvent.key !== 'Enter') return;
          onMark(mark);
        });
        marker.addTo(drawn);
        marker.getElement()?.setAttribute('aria-label', words);
      }
    },
    show(points) {
      map.fitBounds(L.latLngBounds(points.map(placed)), { padding: [TARGET, TARGET], maxZoom: 16 });
    },
    close() {
      resized.disconnect();
      map.remove();
    },
  };
}
