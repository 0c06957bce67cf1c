import { useQuery } from '@tanstack/react-query';
import { bridge, type CaseQuery } from '../bridge';
import { integer } from '../components/format';
import { useOpened } from './workspace';

/** Of more records the desk is brought up to date when it is looked at: that takes seconds, which no window spends on its rail. */
const COUNTED_UNASKED = 100_000;

/** The desk's head without its rows: no type has this name. */
const COUNT: CaseQuery = {
  open: true,
  month: null,
  exception_type: '',
  severity: null,
  handoff: null,
  owner: null,
  text: null,
};

/** How many exceptions are open, in the rail. */
export function OpenCases() {
  const opened = useOpened();
  const { data } = useQuery({
    queryKey: ['exceptions', COUNT],
    queryFn: () => bridge.exceptions(COUNT),
    enabled: opened !== null && opened.records <= COUNTED_UNASKED,
  });
  if (data === undefined || data.open === 0) return null;
  return (
    <span className="rail__count num">
      {data.open > 999 ? '999+' : integer(data.open)}
      <span className="heard"> open</span>
    </span>
  );
}
