import type { RefObject } from 'react';
import { useWorkspace } from '../app/workspace';
import type { Council, Metric, Policy, Review } from '../bridge';
import { ChartPanel } from './ChartPanel';
import { Quiet, Signals } from './Discuss';
import { Grid } from './Grid';
import { Lists } from './Lists';
import { marksOf } from './marks';
import css from './review.module.css';
import { columnsOf, type Selected } from './selection';

interface Props {
  review: Review;
  council: Council | null;
  policy: Policy | undefined;
  rows: readonly number[];
  selected: Selected | null;
  filter: string;
  onFilter: (text: string) => void;
  filterBox: RefObject<HTMLInputElement | null>;
  onSelect: (handoff: string, metric: Metric) => void;
  onMove: (down: number, right: number) => void;
  onOpen: () => void;
}

/** The agenda's first item: what is worth discussing, what is not, and every figure of the month. */
export function SignalsPage({ review, council, policy, rows, selected, onSelect, ...grid }: Props) {
  const { time_zone: zone } = useWorkspace();
  const currency = policy?.currency ?? 'EUR';
  return (
    <>
      <div className={css.two}>
        <Signals
          review={review}
          isSelected={(signal) =>
            signal.handoff.key === selected?.row.handoff.key && signal.metric === selected.column.metric
          }
          onSelect={onSelect}
        />
        <Quiet review={review} currency={currency} onSelect={onSelect} />
      </div>
      <Grid
        review={review}
        rows={rows}
        selected={selected}
        currency={currency}
        {...grid}
        onSelect={(rowIndex, columnIndex) => {
          const row = review.rows[rowIndex];
          const column = columnsOf(review)[columnIndex];
          if (row && column) onSelect(row.handoff.key, column.metric);
        }}
      />
      {selected && <ChartPanel review={review} selected={selected} marks={marksOf(council, selected)} />}
      {selected && <Lists review={review} selected={selected} policy={policy} zone={zone} />}
    </>
  );
}
