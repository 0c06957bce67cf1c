import { useQuery } from '@tanstack/react-query';
import { bridge } from '../bridge';
import { integer } from '../components/format';
import { useOpened } from './workspace';

/** How many exceptions are open, in the rail. */
export function OpenCases() {
  const opened = useOpened();
  const { data: open } = useQuery({
    queryKey: ['exceptions-open'],
    queryFn: () => bridge.exceptionsOpen(),
    enabled: opened !== null,
  });
  if (open == null || open === 0) return null;
  return (
    <span className="rail__count num">
      {open > 999 ? '999+' : integer(open)}
      <span className="heard"> open</span>
    </span>
  );
}
