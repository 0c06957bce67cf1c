import { say, sayTrouble } from '../app/toasts';
import { bridge, type Chart } from '../bridge';
import { chartPng } from '../components/chart-image';
import type { Act } from '../components/controls';

/** The ways in which a chart leaves the screen: as a picture that stands alone, or as its numbers. */

export type ChartAsked = Parameters<typeof bridge.xmrChart>[0];

/** Pixels of a picture to one of the screen: sharp on a projector and in print. */
const SCALE = 2;

/** Cells as a spreadsheet takes them. */
export function asCells({ head, rows }: Chart['table']): string {
  return [head, ...rows].map((row) => row.join('\t')).join('\n');
}

/** As an image, as cells; into a PNG file, into an SVG file. */
export function takingAlong(asked: ChartAsked, chart: Chart | null): [Act, Act, Act, Act] {
  const drawn = () => bridge.xmrChart({ ...asked, alone: true });
  const pixels = async () => chartPng((await drawn()).svg, SCALE);
  const name = chart?.title ?? 'Chart';
  const after = (act: Promise<string | null>) => void act.then((words) => words !== null && say(words), sayTrouble);
  const saved = (path: string | null) => (path === null ? null : `The chart is in ${path}`);
  return [
    {
      id: 'chart.copy-image',
      label: 'Copy the chart as an image',
      run: () =>
        after(
          pixels()
            .then(bridge.pictureCopy)
            .then(() => 'The chart is copied as an image'),
        ),
    },
    {
      id: 'chart.copy-cells',
      label: 'Copy the chart as cells',
      run: () => {
        if (chart !== null)
          after(bridge.copyText(asCells(chart.table)).then(() => 'The chart’s table is copied as cells'));
      },
    },
    {
      id: 'chart.save-png',
      label: 'Save the chart as PNG',
      run: () =>
        after(
          pixels()
            .then((data) => bridge.pictureSave(name, { kind: 'png', data: [...data] }))
            .then(saved),
        ),
    },
    {
      id: 'chart.save-svg',
      label: 'Save the chart as SVG',
      run: () =>
        after(
          drawn()
            .then(({ svg }) => bridge.pictureSave(name, { kind: 'svg', data: svg }))
            .then(saved),
        ),
    },
  ];
}
