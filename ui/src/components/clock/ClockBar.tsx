import { useLayoutEffect, useRef, useState } from 'react';
import type { ClockSheet } from '../../bridge';
import { duration, time } from '../format';
import css from './clock.module.css';
import { stretches, targetInCountedTime } from './ledger-sum';
import { dayAndTime, stateWords, targetBrief } from './words';

const TOP = 20;
const HIGH = 16;
/** Room right of the bar for "26 m late". */
const MARGIN = 88;
/** Widths of labels at 11 px, near enough to keep them apart. */
const WIDE = 6.1;

interface Tick {
  x: number;
  text: string;
  anchor: 'start' | 'end';
}

/** Counted time laid end to end against its target: blue until the target, vermilion after it. */
export function ClockBar({
  sheet,
  selected,
  onSelect,
}: {
  sheet: ClockSheet;
  selected: number | null;
  onSelect: (line: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(688);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(320, element.clientWidth));
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const target = targetInCountedTime(sheet);
  const whole = Math.max(sheet.used_ms, target ?? 0);
  if (whole === 0) return <div ref={box} />;
  const scale = (width - MARGIN) / whole;
  const laid = stretches(sheet, target);
  const gap = laid.length > 40 ? 0 : 1;
  const end = sheet.used_ms * scale;
  const zone = sheet.time_zone;
  const late = sheet.late_ms !== null && sheet.late_ms > 0 ? `${duration(sheet.late_ms)} late` : '';

  return (
    <div ref={box} className={css.bar}>
      <svg
        width={width}
        height={62}
        viewBox={`0 0 ${width} 62`}
        className={css.strip}
        role="img"
        aria-label={barWords(sheet, target)}
      >
        {target !== null && sheet.used_ms < target && (
          <rect className={css.left} x={end} y={TOP} width={(target - sheet.used_ms) * scale} height={HIGH} />
        )}
        {laid.map((stretch) => {
          const x = stretch.startMs * scale;
          const wide = Math.max(0.5, (stretch.endMs - stretch.startMs) * scale - 2 * gap);
          const text = duration(stretch.endMs - stretch.startMs);
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: a second way to select the line that the table's keys reach
            <g key={`${stretch.line}-${stretch.startMs}`} onClick={() => onSelect(stretch.line)}>
              <rect
                className={`${stretch.over ? css.over : css.used} ${selected === stretch.line ? css.barOn : ''}`}
                x={x}
                y={TOP}
                width={wide}
                height={HIGH}
              />
              {!stretch.over && wide > text.length * 6 + 14 && (
                <text className={css.inside} x={x + 8} y={TOP + 12}>
                  {text}
                </text>
              )}
            </g>
          );
        })}
        {target !== null && (
          <>
            <path className={css.target} d={`M${target * scale} ${TOP - 6}V${TOP + HIGH + 6}`} />
            <text className={css.strong} x={Math.max(36, target * scale)} y={9} textAnchor="middle">
              {sheet.own_due || !sheet.target
                ? 'due'
                : sheet.target.kind === 'business' || sheet.target.kind === 'elapsed'
                  ? `target ${targetBrief(sheet.target)}`
                  : 'due'}
            </text>
          </>
        )}
        {late && (
          <text className={css.late} x={end + 8} y={TOP + 12}>
            {late}
          </text>
        )}
        {ticks(laid, scale, end, sheet, zone).map((tick) => (
          <g key={`${tick.x}${tick.anchor}`}>
            <path className={css.tick} d={`M${tick.x + (tick.anchor === 'end' ? -0.5 : 0.5)} ${TOP + HIGH}v5`} />
            <text x={tick.x} y={TOP + HIGH + 18} textAnchor={tick.anchor}>
              {tick.text}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** When stretches begin, as many as have room; the end is always said, a day only where it is a new one. */
function ticks(
  laid: ReturnType<typeof stretches>,
  scale: number,
  end: number,
  sheet: ClockSheet,
  zone: string,
): Tick[] {
  if (laid.length === 0) return [];
  const last = time(sheet.to, zone);
  const stop = end - last.length * WIDE - 10;
  const shown: Tick[] = [];
  let free = 0;
  let day = '';
  for (const stretch of laid) {
    const x = stretch.startMs * scale;
    const today = dayAndTime(stretch.at, zone).slice(0, -6);
    const text = today === day ? time(stretch.at, zone) : dayAndTime(stretch.at, zone);
    const wide = text.length * WIDE;
    if (stretch.over && shown.length > 0 && sheet.ledger[stretch.line]?.from !== stretch.at) continue;
    if (x < free || x + wide > stop) continue;
    shown.push({ x, text, anchor: 'start' });
    free = x + wide + 10;
    day = today;
  }
  if (shown.length === 0) shown.push({ x: 0, text: dayAndTime(laid[0]?.at ?? sheet.from, zone), anchor: 'start' });
  const room = end - (shown[shown.length - 1]?.x ?? 0) - (shown[shown.length - 1]?.text.length ?? 0) * WIDE;
  if (room > last.length * WIDE + 8) shown.push({ x: end, text: last, anchor: 'end' });
  return shown;
}

function barWords(sheet: ClockSheet, target: number | null): string {
  const against = target === null ? 'nothing promised' : `${duration(target)} promised`;
  return `Counted time laid end to end: ${duration(sheet.used_ms)}, ${against}. ${stateWords(sheet)}.`;
}
