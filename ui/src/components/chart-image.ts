import { onlyShapes } from './ChartDrawing';

/**
 * Charts as pictures of pixels. The shapes that charts are made of are painted one by one, because a drawing that is loaded as an
 * image may not use the page's type.
 */

type Pen = CanvasRenderingContext2D;

const number = (element: Element, name: string): number => Number(element.getAttribute(name) ?? 0);

function points(element: Element): [number, number][] {
  const pairs = (element.getAttribute('points') ?? '').trim().split(/\s+/);
  return pairs.map((pair) => pair.split(',').map(Number) as [number, number]);
}

function path(element: Element): Path2D {
  const path = new Path2D();
  if (element.nodeName === 'circle') {
    path.arc(number(element, 'cx'), number(element, 'cy'), number(element, 'r'), 0, 2 * Math.PI);
  } else if (element.nodeName === 'rect') {
    path.rect(number(element, 'x'), number(element, 'y'), number(element, 'width'), number(element, 'height'));
  } else {
    for (const [x, y] of points(element)) path.lineTo(x, y);
    if (element.nodeName === 'polygon') path.closePath();
  }
  return path;
}

function paintShape(pen: Pen, element: Element): void {
  const [fill, stroke] = [element.getAttribute('fill'), element.getAttribute('stroke')];
  const shape = path(element);
  if (fill !== null && fill !== 'none') {
    pen.fillStyle = fill;
    pen.fill(shape);
  }
  if (stroke !== null && stroke !== 'none') {
    pen.strokeStyle = stroke;
    pen.lineWidth = Number(element.getAttribute('stroke-width') ?? 1);
    pen.stroke(shape);
  }
}

const ALIGNED: Record<string, CanvasTextAlign> = { end: 'right', middle: 'center', start: 'left' };

function paintText(pen: Pen, element: Element): void {
  const family = element.getAttribute('font-family') ?? 'sans-serif';
  pen.font = `${element.getAttribute('font-weight') ?? 400} ${number(element, 'font-size')}px ${family}`;
  pen.fillStyle = element.getAttribute('fill') ?? 'black';
  pen.textAlign = ALIGNED[element.getAttribute('text-anchor') ?? ''] ?? 'left';
  // Texts hang by their middle line: half the height of an x above the baseline.
  const middle = pen.measureText('x').actualBoundingBoxAscent / 2;
  pen.fillText((element.textContent ?? '').trim(), number(element, 'x'), number(element, 'y') + middle);
}

const PAINTERS: Record<string, (pen: Pen, element: Element) => void> = {
  circle: paintShape,
  polygon: paintShape,
  polyline: paintShape,
  rect: paintShape,
  text: paintText,
};

/** The drawing in the pixels of a PNG file, `scale` of them to one of the drawing's. */
export async function chartPng(svg: string, scale: number): Promise<Uint8Array> {
  const drawing = onlyShapes(svg);
  if (drawing === null) throw new Error('the chart is not a drawing');
  await document.fonts.ready;
  const [left = 0, top = 0, width = 0, height = 0] = (drawing.getAttribute('viewBox') ?? '').split(' ').map(Number);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * scale, height * scale];
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('the web view cannot paint');
  pen.scale(scale, scale);
  pen.translate(-left, -top);
  pen.lineJoin = 'round';
  for (const element of drawing.children) {
    const paint = PAINTERS[element.nodeName];
    if (paint === undefined) throw new Error(`nobody can paint a <${element.nodeName}>`);
    pen.globalAlpha = Number(element.getAttribute('opacity') ?? 1);
    paint(pen, element);
  }
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (file === null) throw new Error('the picture is too large to paint');
  return new Uint8Array(await file.arrayBuffer());
}
