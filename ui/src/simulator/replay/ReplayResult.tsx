import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutcomeCounts, Policy, Replay, ReplayFlip } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { counted, integer } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { clockLabel } from '../../components/targets';
import { Example } from './Example';
import { aboutFlip, byKind, summary } from './flips';
import css from './replay.module.css';

interface Props {
  replay: Replay;
  policy: Policy;
  zone: string;
}

/** What came out otherwise: in all, by flip with its records, ten of them in full, and what cannot be judged. */
export function ReplayResult({ replay, policy, zone }: Props) {
  const { outcomes, steps, flips, examples, cannot_judge: cannot, open, without_start: undated } = replay;
  return (
    <div className={css.result}>
      <p className={`num ${css.headline}`}>{summary(replay)}</p>
      <div className={css.columns}>
        <section aria-labelledby="outcomes">
          <h2 className="t-panel" id="outcomes">
            Targets, then and under the draft
          </h2>
          {outcomes.length === 0 ? (
            <p className="t-small t-2">No target was promised under either policy.</p>
          ) : (
            <Outcomes outcomes={outcomes} />
          )}
          <p className="t-small t-3 num">
            {counted(replay.records, 'record')}, {integer(open)} of them still under way.
            {undated > 0 &&
              ` ${counted(undated, 'record')} of the workspace do not say when they started and are not among them.`}
          </p>
        </section>
        {steps.length > 0 && (
          <section aria-labelledby="fired">
            <h2 className="t-panel" id="fired">
              Escalations that fired
            </h2>
            <table className={`tbl ${css.steps}`}>
              <thead>
                <tr>
                  <th scope="col">Handoff</th>
                  <th scope="col">Step</th>
                  <th scope="col" className="r">
                    Then
                  </th>
                  <th scope="col" className="r">
                    Draft
                  </th>
                  <th scope="col" className="r">
                    Moved
                  </th>
                </tr>
              </thead>
              <tbody>
                {steps.map(({ handoff, target, step, then: before, draft, moved }) => (
                  <tr key={`${handoff} ${target} ${step}`}>
                    <th scope="row">{handoff}</th>
                    <td title={step}>{step}</td>
                    <td className="r t-2">{integer(before)}</td>
                    <td className="r">
                      <b>{integer(draft)}</b>
                    </td>
                    <td className="r t-2">{integer(moved)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
      {byKind(flips).map(({ kind, label, flips: of }) => (
        <section key={kind} aria-label={label}>
          <h2 className="t-panel">{label} that come out otherwise</h2>
          <ul className={css.flips}>
            {of.map((flip) => (
              <Flip
                key={`${flip.handoff} ${flip.target} ${flip.step} ${flip.from} ${flip.to}`}
                flip={flip}
                policy={policy}
              />
            ))}
          </ul>
        </section>
      ))}
      {examples.length > 0 && (
        <section aria-labelledby="examples">
          <h2 className="t-panel" id="examples">
            {counted(examples.length, 'record')} to read
          </h2>
          <ul className={css.examples}>
            {examples.map((record) => (
              <Example key={record.id} record={record} policy={policy} zone={zone} />
            ))}
          </ul>
        </section>
      )}
      {cannot.length > 0 && (
        <section aria-labelledby="cannot">
          <h2 className="t-panel" id="cannot">
            Cannot be judged
          </h2>
          <ul className={`t-small num ${css.cannot}`}>
            {cannot.map(({ why, n }) => (
              <li key={why}>
                <b>{integer(n)}</b> <span>{why}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const PARTS: readonly { key: keyof OutcomeCounts; label: string }[] = [
  { key: 'met', label: 'Met' },
  { key: 'breached', label: 'Breached' },
  { key: 'running', label: 'Running' },
  { key: 'cannot_judge', label: 'Unknown' },
  { key: 'not_applicable', label: 'No target' },
];

function Outcomes({ outcomes }: { outcomes: Replay['outcomes'] }) {
  return (
    <table className={`tbl ${css.outcomes}`}>
      <thead>
        <tr>
          <th scope="col">Clock</th>
          <th scope="col">
            <span className="heard">Policy</span>
          </th>
          {PARTS.map(({ key, label }) => (
            <th key={key} scope="col" className="r">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {outcomes.flatMap(({ target, then: before, draft }) => [
          <tr key={`${target} then`}>
            <th scope="row">{clockLabel(target)}</th>
            <td className="t-2">then</td>
            {PARTS.map(({ key }) => (
              <td key={key} className="r t-2">
                {integer(before[key])}
              </td>
            ))}
          </tr>,
          <tr key={`${target} draft`} className={css.under}>
            <th scope="row">
              <span className="heard">{clockLabel(target)}</span>
            </th>
            <td>draft</td>
            {PARTS.map(({ key }) => (
              <td key={key} className="r">
                {draft[key] === before[key] ? integer(draft[key]) : <b>{integer(draft[key])}</b>}
              </td>
            ))}
          </tr>,
        ])}
      </tbody>
    </table>
  );
}

const SHOWN = 8;
const SEGMENTS = 5;

function Flip({ flip, policy }: { flip: ReplayFlip; policy: Policy }) {
  const [all, setAll] = useState(false);
  const point = policy.handoffs.find(({ key }) => key === flip.handoff);
  const shown = all ? flip.records : flip.records.slice(0, SHOWN);
  const about = aboutFlip(flip);
  const more = flip.by_segment.length - SEGMENTS;
  return (
    <li className="num">
      <p className={css.what}>
        {point ? <HandoffBadge handoff={point} /> : <b>{flip.handoff}</b>}
        <span>
          {about !== '' && <span className="t-2">{about}: </span>}
          <b>
            {flip.from} → {flip.to}
          </b>
        </span>
        <span className="t-2">{counted(flip.n, 'record')}</span>
      </p>
      {flip.by_segment.length > 0 && (
        <p className="t-small t-3">
          {flip.by_segment
            .slice(0, SEGMENTS)
            .map(({ value, n }) => `${value === '' ? 'no segment' : value} ${integer(n)}`)
            .join(', ')}
          {more > 0 && ` and ${counted(more, 'more segment')}`}
        </p>
      )}
      <p className={`t-small ${css.records}`}>
        {shown.map((id) => (
          <Link key={id} to="/records/$id" params={{ id }}>
            {id}
          </Link>
        ))}
        {flip.records.length > SHOWN && (
          <LinkButton className="t-small" onPress={() => setAll(!all)}>
            {all ? 'Fewer' : `${integer(flip.records.length - SHOWN)} more`}
          </LinkButton>
        )}
        {all && flip.records.length < flip.n && (
          <span className="t-3">
            the first {integer(flip.records.length)} of {integer(flip.n)}
          </span>
        )}
      </p>
    </li>
  );
}
