import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import type { EventMapProps } from './event-map-props.ts';
import type { LeafletMap } from './leaflet-map.ts';
import './event-map.scss';

/** The preview's map; Leaflet comes in a chunk of its own, when a map is looked at. */
export function EventMap({ id, marks, lines, start, show, isStill = false, onView, onMark }: EventMapProps) {
  const box = useRef<HTMLElement | null>(null);
  const [map, setMap] = useState<LeafletMap | undefined>();
  const told = useRef({ start, isStill, onView, onMark });
  told.current = { start, isStill, onView, onMark };

  useEffect(() => {
    let opened: LeafletMap | undefined;
    let isGone = false;
    void import('./leaflet-map.ts').then(({ openLeaflet }) => {
      if (isGone || box.current === null) return;
      opened = openLeaflet(box.current, {
        ...told.current.start,
        isStill: told.current.isStill,
        onView: (view) => told.current.onView?.(view),
        onMark: (mark) => told.current.onMark?.(mark),
      });
      setMap(opened);
    });
    return () => {
      isGone = true;
      opened?.close();
    };
  }, []);

  useEffect(() => map?.draw(marks, lines), [map, marks, lines]);
  useEffect(() => {
    if (show !== undefined && show.length > 0) map?.show(show);
  }, [map, show]);

  return <View id={id} ref={box} className={isStill ? 'event-map event-map--still' : 'event-map'} />;
}
