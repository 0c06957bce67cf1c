import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

/**
 * Rows of one height, of which only the visible ones are in the document: the same few dozen elements whether there are a
 * hundred rows or a million. Web views stop placing elements correctly at about 33 million pixels (sooner when zoomed), so a
 * long list is a shorter scroll bar over the same rows: dragging it moves many rows a pixel, the wheel still moves row by row.
 */
export interface VirtualRowsHandle {
  /** Scrolls as little as needed for the row to be in full view. */
  reveal(index: number): void;
  /** How many rows fit, for Page Up and Page Down. */
  fitting(): number;
}

export interface VirtualRowsProps {
  count: number;
  rowHeight: number;
  /** Rows drawn beyond each edge, so that a fast scroll shows no white. */
  overscan?: number;
  className?: string;
  children: (index: number) => ReactNode;
  /** First and one past the last row in view, overscan included. */
  onWindow?: (first: number, end: number) => void;
  ref?: Ref<VirtualRowsHandle>;
}

const TALLEST = 8_000_000;

export function VirtualRows({ count, rowHeight, overscan = 4, className, children, onWindow, ref }: VirtualRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  /** Where we set the scroll bar ourselves; the event that follows tells nothing new. */
  const placed = useRef(-1);
  const [view, setView] = useState({ offset: 0, scrollTop: 0, height: 600 });

  const whole = count * rowHeight;
  const drawn = Math.min(whole, TALLEST);
  const longest = Math.max(0, whole - view.height);
  const ratio = drawn > view.height ? longest / (drawn - view.height) : 1;

  const moveTo = useCallback(
    (offset: number) => {
      const element = scroller.current;
      if (!element) return;
      const to = Math.max(0, Math.min(offset, longest));
      const scrollTop = Math.round(to / ratio);
      placed.current = scrollTop;
      element.scrollTop = scrollTop;
      setView((now) => ({ ...now, offset: to, scrollTop }));
    },
    [longest, ratio],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setView((now) => ({ ...now, height: element.clientHeight || now.height }));
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (!element || ratio === 1) return;
    const wheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const step = event.deltaMode === 1 ? rowHeight : 1;
      setView((now) => {
        const offset = Math.max(0, Math.min(now.offset + event.deltaY * step, longest));
        const scrollTop = Math.round(offset / ratio);
        placed.current = scrollTop;
        element.scrollTop = scrollTop;
        return { ...now, offset, scrollTop };
      });
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [ratio, longest, rowHeight]);

  useImperativeHandle(
    ref,
    () => ({
      reveal(index) {
        const top = index * rowHeight;
        if (top < view.offset) moveTo(top);
        else if (top + rowHeight > view.offset + view.height) moveTo(top + rowHeight - view.height);
      },
      fitting: () => Math.max(1, Math.floor(view.height / rowHeight) - 1),
    }),
    [moveTo, rowHeight, view.offset, view.height],
  );

  const first = Math.max(0, Math.floor(view.offset / rowHeight) - overscan);
  const end = Math.min(count, Math.ceil((view.offset + view.height) / rowHeight) + overscan);
  useEffect(() => onWindow?.(first, end), [onWindow, first, end]);

  // Elements are reused as rows leave at one edge and come at the other.
  const pool = Math.max(1, Math.ceil(view.height / rowHeight) + 2 * overscan + 1);
  const rows: ReactNode[] = [];
  for (let index = first; index < end; index++) {
    const y = index * rowHeight - view.offset + view.scrollTop;
    rows.push(
      <div
        key={index % pool}
        role="presentation"
        style={{ position: 'absolute', insetInline: 0, top: 0, height: rowHeight, transform: `translateY(${y}px)` }}
      >
        {children(index)}
      </div>,
    );
  }

  return (
    <div
      ref={scroller}
      role="presentation"
      className={className}
      style={{ overflowY: 'auto', overflowX: 'hidden', position: 'relative', minHeight: 0 }}
      onScroll={(event) => {
        const { scrollTop } = event.currentTarget;
        if (scrollTop === placed.current) return;
        placed.current = -1;
        setView((now) => ({ ...now, scrollTop, offset: Math.min(scrollTop * ratio, longest) }));
      }}
    >
      <div role="presentation" style={{ height: drawn, position: 'relative' }}>
        {rows}
      </div>
    </div>
  );
}
