import { useQuery } from '@tanstack/react-query';
import { useAppInfo } from '../app/workspace';
import { ErrorPanel, Loading } from '../components/states';
import css from './settings.module.css';

/** Which Baton this is, and the work of others in its window with their licences. */
export function About() {
  const { data: app } = useAppInfo();
  const { data, error, refetch } = useQuery({
    queryKey: ['third-party'],
    queryFn: async () => (await import('virtual:third-party')).default,
  });
  return (
    <section className={`pane ${css.pad}`}>
      <h1 className="t-title">About Baton</h1>
      <p className="t-2 num">Version {app?.version}. It works on this computer alone and sends nothing anywhere.</p>
      <h2 className={`t-panel ${css.built}`}>What its window is built with</h2>
      {error && <ErrorPanel error={error} retry={() => void refetch()} />}
      {data === undefined && !error && <Loading label="Reading the licences" lines={8} />}
      <ul className={css.parts}>
        {data?.map(({ name, version, licence, text }) => (
          <li key={name}>
            <details>
              <summary>
                <span>{name}</span> <span className="t-3 num">{version}</span>{' '}
                <span className={`t-3 ${css.licence}`}>{licence}</span>
              </summary>
              <pre>{text === '' ? `It names ${licence} and brings no text of it.` : text}</pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
