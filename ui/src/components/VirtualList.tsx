import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react';

/** Rows drawn beyond what is seen, above and below. */
const BEYOND = 12;

export interface RowWindow {
  first: number;
  /** One past the last. */
  end: number;
}

/** Which rows have to exist for what is scrolled into sight. */
export function rowWindow(count: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - BEYOND);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + BEYOND);
  return { first: Math.min(first, count), end };
}

export interface VirtualListHandle {
  scrollToRow(index: number): void;
}

interface Props {
  count: number;
  /** All rows are equally high, in CSS pixels. */
  rowHeight: number;
  row: (index: number) => ReactNode;
  /** Told whenever other rows come into sight, so that they can be fetched. */
  onWindow?: (rows: RowWindow) => void;
  header?: ReactNode;
  className?: string;
  label: string;
  handle?: Ref<VirtualListHandle>;
}

/** A list of any length of which only what is seen exists. Roles and focus are the caller's, in `header` and `row`. */
export function VirtualList({ count, rowHeight, row, onWindow, header, className = '', label, handle }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [rows, setRows] = useState<RowWindow>({ first: 0, end: Math.min(count, 60) });

  const measure = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    const next = rowWindow(count, rowHeight, element.scrollTop, element.clientHeight);
    setRows((now) => (now.first === next.first && now.end === next.end ? now : next));
  }, [count, rowHeight]);

  useEffect(() => {
    measure();
    const element = box.current;
    if (element === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [measure]);

  useEffect(() => onWindow?.(rows), [onWindow, rows]);

  useImperativeHandle(handle, () => ({
    scrollToRow(index) {
      const element = box.current;
      if (element === null) return;
      const top = index * rowHeight;
      const head =
        element.firstElementChild instanceof HTMLElement && header ? element.firstElementChild.offsetHeight : 0;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + rowHeight > element.scrollTop + element.clientHeight - head) {
        element.scrollTop = top + rowHeight - element.clientHeight + head;
      }
    },
  }));

  const drawn: ReactNode[] = [];
  for (let index = rows.first; index < Math.min(rows.end, count); index += 1) drawn.push(row(index));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section ref={box} className={`vlist ${className}`} onScroll={measure} aria-label={label} tabIndex={0}>
      {header}
      <div className="vlist__all" style={{ height: count * rowHeight }}>
        <div className="vlist__seen" style={{ transform: `translateY(${rows.first * rowHeight}px)` }}>
          {drawn}
        </div>
      </div>
    </section>
  );
}
