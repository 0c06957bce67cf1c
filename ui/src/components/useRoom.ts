import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface Room {
  width: number;
  height: number;
}

/** How much room an element has, in CSS pixels; 0 until it is laid out. */
export function useRoom<E extends HTMLElement = HTMLDivElement>(): [RefObject<E | null>, Room] {
  const ref = useRef<E>(null);
  const [room, setRoom] = useState<Room>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null || typeof ResizeObserver === 'undefined') return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setRoom((now) => (now.width === width && now.height === height ? now : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, room];
}
