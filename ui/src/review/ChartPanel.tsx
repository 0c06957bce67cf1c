import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { memo, useCallback, useState } from 'react';
import { Button as HitButton } from 'react-aria-components';
import { useCommands } from '../app/commands';
import { useTheme } from '../app/theme';
import { bridge, type Chart, type Hit, type Review } from '../bridge';
import { ChartDrawing } from '../components/ChartDrawing';
import { ActsMenu, LinkButton, Tip } from '../components/controls';
import { type Status, StatusMark } from '../components/StatusMark';
import { ErrorPanel, Loading } from '../components/states';
import { useMedia } from '../components/useMedia';
import { useRoom } from '../components/useRoom';
import { HowComputed } from './HowComputed';
import { markAt } from './marks';
import css from './review.module.css';
import type { Selected } from './selection';
import { type ChartAsked, takingAlong } from './take-along';

/** CSS pixels; a tall window gives the chart more. */
const HEIGHT = 292;
const TALL_HEIGHT = 384;

/** A tooltip and a button for every month: drawn anew for another chart alone. */
const Hits = memo(function Hits({ hits, onOpen }: { hits: readonly Hit[]; onOpen: (hit: Hit) => void }) {
  return hits.map((hit) => (
    <Tip key={`${hit.month} ${hit.label} ${hit.x}`} text={`${hit.label}: ${hit.value}`}>
      <HitButton
        className={css.hit ?? ''}
        style={{ left: hit.x, top: hit.y, width: hit.w, height: hit.h }}
        aria-label={`${hit.label}: ${hit.value}. Open its records`}
        isDisabled={hit.drill === null}
        onPress={() => onOpen(hit)}
      />
    </Tip>
  ));
});

/** Something that was decided about the figure, at the end of a month. */
export interface ChartMark {
  month: string;
  /** `D-27` */
  name: string;
  /** What came of it: `signal`, `no signal yet`. */
  verdict: string;
  status: Status;
}

interface Props {
  review: Review;
  selected: Selected;
  marks?: readonly ChartMark[];
}

/** The selected figure over the months, with its natural limits; drawn by the backend, made to answer here. */
export function ChartPanel({ review, selected, marks = [] }: Props) {
  const [box, room] = useRoom();
  const theme = useTheme();
  const height = useMedia('(min-height: 1000px)') ? TALL_HEIGHT : HEIGHT;
  const navigate = useNavigate();
  const [asTable, setAsTable] = useState(false);
  const asked: ChartAsked = {
    handoff: selected.row.handoff.key,
    metric: selected.column.metric,
    month: review.month,
    basis: review.basis,
    clock: review.clock,
    theme,
    width: Math.round(room.width),
    height,
    alone: false,
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['chart', asked],
    queryFn: () => bridge.xmrChart(asked),
    enabled: asked.width > 0,
    placeholderData: (before) => before,
  });
  const openHit = useCallback(
    (hit: Hit) => hit.drill && void navigate({ to: '/records', search: { drill: hit.drill } }),
    [navigate],
  );
  const chart = data ?? null;
  useCommands(() => takingAlong(asked, chart).map((act) => ({ ...act, group: 'Review', when: () => chart !== null })));
  const [copyImage, copyCells, saveImage, saveDrawing] = takingAlong(asked, chart);
  return (
    <figure className="chart" aria-labelledby="chart-title">
      <div className={css.chartHead}>
        <h2 className="t-panel chart__title" id="chart-title">
          {data?.title ?? ' '}
        </h2>
        <div className={`t-small ${css.chartActs}`}>
          <LinkButton onPress={() => setAsTable(!asTable)} isDisabled={data === undefined}>
            {asTable ? 'Chart' : 'Table'}
          </LinkButton>
          <ActsMenu
            label="Copy"
            isDisabled={chart === null}
            acts={[
              { ...copyImage, label: 'As an image' },
              { ...copyCells, label: 'As cells' },
            ]}
          />
          <ActsMenu
            label="Save"
            isDisabled={chart === null}
            acts={[
              { ...saveImage, label: 'As PNG' },
              { ...saveDrawing, label: 'As SVG' },
            ]}
          />
          <HowComputed metric={selected.column.metric} />
        </div>
      </div>
      <p className="t-small t-2 num">{data?.reading ?? ' '}</p>
      <div className={css.drawing} ref={box} style={asTable ? undefined : { height }}>
        {error && <ErrorPanel error={error} retry={() => void refetch()} />}
        {data === undefined && !error && <Loading ofRecords lines={5} label="Drawing the chart" />}
        {data !== undefined && !asTable && (
          <>
            <ChartDrawing svg={data.svg} label={`${data.description} ${data.reading}`} />
            <Marks marks={marks} hits={data.hits} />
            <Hits hits={data.hits} onOpen={openHit} />
          </>
        )}
        {data !== undefined && asTable && <ChartTable table={data.table} />}
      </div>
    </figure>
  );
}

/** Decisions on the chart: a line after the month in which each was made, with its name and what came of it. */
function Marks({ marks, hits }: { marks: readonly ChartMark[]; hits: readonly Hit[] }) {
  const points = hits.filter((hit, at) => hits.findIndex(({ month }) => month === hit.month) === at);
  return (
    <ul className={css.marks} aria-label="Decisions on the chart">
      {marks.map(({ month, name, verdict, status }) => {
        const at = markAt(points, month);
        if (at === null) return null;
        return (
          <li key={name} style={{ left: at }}>
            <span>
              {name}, <StatusMark status={status} /> {verdict}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function ChartTable({ table }: { table: Chart['table'] }) {
  return (
    <table className={`tbl ${css.chartTable}`}>
      <thead>
        <tr>
          {table.head.map((head, index) => (
            <th key={head} scope="col" className={index === 0 ? undefined : 'r'}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, index) => (
              <td key={table.head[index]} className={index === 0 ? undefined : 'r'}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
