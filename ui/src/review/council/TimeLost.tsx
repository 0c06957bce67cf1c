import { useState } from 'react';
import type { Council, Waterfall } from '../../bridge';
import { Select } from '../../components/controls';
import { counted, duration, share } from '../../components/format';
import css from './council.module.css';
import { AgendaPage, Calm, Head } from './parts';

const ALL = '(all)';

/** The time that the month's handoffs took, part by part: what may be shortened, and what cannot. */
export function TimeLost({ council }: { council: Council }) {
  const [of, setOf] = useState(ALL);
  const shown =
    council.figures.waterfalls.find(({ handoff }) => (handoff?.key ?? ALL) === of) ?? council.figures.waterfalls[0];
  if (shown === undefined || shown.total_ms === 0)
    return (
      <AgendaPage title="Where the time went">
        <Calm>Nothing of this month has the times that it takes to say where they went.</Calm>
      </AgendaPage>
    );
  return (
    <AgendaPage
      title="Where the time went"
      lead={shown.sentence}
      aside={
        council.figures.waterfalls.length > 1 && (
          <Select
            label="Of which handoff"
            labelHidden
            small
            options={council.figures.waterfalls.map(({ handoff }) => ({
              id: handoff?.key ?? ALL,
              label: handoff === null ? 'All handoffs' : `${handoff.key} ${handoff.sender}→${handoff.receiver}`,
            }))}
            value={shown.handoff?.key ?? ALL}
            onChange={setOf}
          />
        )
      }
    >
      <WaterfallTable waterfall={shown} />
      <p className="t-small t-3 num">
        {counted(shown.records, 'record')} that started in the month, wall-clock time from start to first touch, all
        together
        {shown.left_out > 0 && `; ${counted(shown.left_out, 'record')} left out, whose data does not say enough`}.
      </p>
    </AgendaPage>
  );
}

/** Parts in their order, each bar beginning where the one before ends. */
export function WaterfallTable({ waterfall }: { waterfall: Waterfall }) {
  const starts = waterfall.parts.map((_, at) =>
    waterfall.parts.slice(0, at).reduce((sum, part) => sum + part.share, 0),
  );
  // What may be shortened: nobody works outside hours, and a pause was asked for.
  const ran = waterfall.parts.filter(({ part }) => part !== 'outside_hours' && part !== 'paused');
  const most = Math.max(...ran.map((part) => part.share));
  return (
    <table className={`tbl ${css.waterfall}`}>
      <Head
        columns={[
          { text: 'Part', width: 190 },
          { text: 'Where it lies in the whole', how: 'heard' },
          { text: 'Time', how: 'r', width: 96 },
          { text: 'Share', how: 'r', width: 72 },
        ]}
      />
      <tbody>
        {waterfall.parts.map((part, at) => (
          <tr key={part.part}>
            <th scope="row">{part.title}</th>
            <td>
              <svg className={css.fall} viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">
                <rect
                  className={ran.includes(part) && part.share === most ? css.fallMost : css.fallPart}
                  x={1000 * (starts[at] ?? 0)}
                  width={Math.max(part.share > 0 ? 2 : 0, 1000 * part.share)}
                  height="16"
                />
              </svg>
            </td>
            <td className="r">{duration(part.ms)}</td>
            <td className="r t-2">{share(part.share)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>All of it</td>
          <td />
          <td className="r">{duration(waterfall.total_ms)}</td>
          <td className="r" />
        </tr>
      </tfoot>
    </table>
  );
}
