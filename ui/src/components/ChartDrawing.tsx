import { useEffect, useRef } from 'react';

const ELEMENTS = new Set([
  'svg',
  'g',
  'defs',
  'rect',
  'line',
  'polyline',
  'polygon',
  'path',
  'circle',
  'ellipse',
  'text',
  'tspan',
  'title',
  'desc',
  'clippath',
]);
const REFERENCE = /url\(|javascript:|data:/i;

/** A copy of a drawing with its shapes and words, and nothing that could act or fetch. */
export function onlyShapes(svg: string): SVGElement | null {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  if (parsed.nodeName.toLowerCase() !== 'svg') return null;
  const clean = (element: Element): void => {
    for (const child of [...element.children]) {
      if (ELEMENTS.has(child.nodeName.toLowerCase())) clean(child);
      else child.remove();
    }
    for (const { name, value } of [...element.attributes]) {
      const lower = name.toLowerCase();
      const acts =
        lower.startsWith('on') ||
        lower === 'style' ||
        lower.endsWith('href') ||
        (REFERENCE.test(value) && lower !== 'clip-path');
      if (acts) element.removeAttribute(name);
    }
  };
  clean(parsed);
  return document.importNode(parsed, true) as unknown as SVGElement;
}

/** A chart that the backend drew. What it says in words stands beside it, so it is an image with one name. */
export function ChartDrawing({ svg, label }: { svg: string; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawing = onlyShapes(svg);
    if (drawing === null) {
      box.current?.replaceChildren();
      return;
    }
    drawing.setAttribute('aria-hidden', 'true');
    box.current?.replaceChildren(drawing);
  }, [svg]);
  return <div ref={box} className="chart__drawing" role="img" aria-label={label} />;
}
