// biome-ignore-all lint/a11y/useSemanticElements: a list of which only a window is in the document cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: its rows are read, not chosen

import { useState } from 'react';
import type { Problem } from '../../bridge';
import { Button, Segmented } from '../../components/controls';
import { counted, integer } from '../../components/format';
import { VirtualRows } from '../../components/VirtualRows';
import css from './import.module.css';

type Which = 'all' | 'rejected' | 'kept';

/** Everything that is wrong, by line, column, value and reason. */
export function Problems({
  problems,
  total,
  rejected,
  files,
  onSave,
}: {
  problems: Problem[];
  total: number;
  rejected: number;
  files: number;
  onSave: () => void;
}) {
  const [which, setWhich] = useState<Which>('all');
  const shown = problems.filter((problem) => which === 'all' || problem.rejected === (which === 'rejected'));
  if (problems.length === 0) return <p className={`${css.pad} t-2`}>Every row can be used. No problem was found.</p>;
  return (
    <section className={css.problems} aria-label="Problems">
      <header className={css.problemsHead}>
        <h2 className="t-panel">
          Problems <span className="t-3 num">{integer(total)}</span>
        </h2>
        <Segmented
          label="Which problems"
          options={[
            { id: 'all', label: 'All' },
            { id: 'rejected', label: 'Rejected rows' },
            { id: 'kept', label: 'Kept, with a remark' },
          ]}
          value={which}
          onChange={setWhich}
        />
        {total > problems.length && (
          <span className="t-3 t-small num">the first {integer(problems.length)} are listed</span>
        )}
        <span className={css.gap} />
        {rejected > 0 && (
          <Button small onPress={onSave}>
            Save {counted(rejected, 'rejected row')} as a file
          </Button>
        )}
      </header>
      <div
        role="table"
        aria-label="Problems"
        aria-rowcount={shown.length + 1}
        className={`${css.problemTable} ${files > 1 ? css.withFile : ''}`}
      >
        <div role="row" className={css.problemHead}>
          {files > 1 && <span role="columnheader">File</span>}
          <span role="columnheader" className={css.right}>
            Line
          </span>
          <span role="columnheader">Column</span>
          <span role="columnheader">Value</span>
          <span role="columnheader">What is wrong, and what to do</span>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
        <div role="rowgroup" tabIndex={0} className={css.problemBody} aria-label="Problems found">
          <VirtualRows count={shown.length} rowHeight={28} className={css.fill ?? ''}>
            {(index) => {
              const problem = shown[index];
              if (!problem) return null;
              return (
                <div role="row" aria-rowindex={index + 2} className={css.problem}>
                  {files > 1 && <span role="cell">{problem.file}</span>}
                  <span role="cell" className={`${css.right} num`}>
                    {problem.line === 0 ? 'file' : integer(problem.line)}
                  </span>
                  <span role="cell" title={problem.column}>
                    {problem.column}
                  </span>
                  <span role="cell" className={css.value} title={problem.value}>
                    {problem.value}
                  </span>
                  <span role="cell" className={problem.rejected ? '' : 't-2'} title={problem.reason}>
                    {problem.rejected ? <b className="is-breach">Rejected. </b> : 'Kept. '}
                    {problem.reason}
                  </span>
                </div>
              );
            }}
          </VirtualRows>
        </div>
      </div>
    </section>
  );
}
