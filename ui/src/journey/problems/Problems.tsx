import { useCheck } from '../draft';

/** What could still fail, as in a code editor. */
export function Problems() {
  const { data } = useCheck();
  return (
    <section aria-label="Problems">
      <p className="t-head">Problems {data?.report.problems.length}</p>
    </section>
  );
}
