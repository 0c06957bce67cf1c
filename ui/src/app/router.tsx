import { createHashHistory, createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router';
import { ErrorPanel } from '../components/states';
import { BatchesScreen, ImportScreen, RecordScreen, RecordsScreen } from '../records';
import { readReviewPlace } from '../review/place';
import { ReviewScreen } from '../review/ReviewScreen';
import { SettingsScreen } from '../settings';
import { StartScreen } from '../start/StartScreen';
import { Frame } from './Frame';

const root = createRootRoute({
  component: Frame,
  notFoundComponent: () => <Navigate to="/review" replace />,
  errorComponent: ({ error, reset }) => (
    <section className="pane pane--pad">
      <ErrorPanel error={error} retry={reset} />
    </section>
  ),
});
const at = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

/** Search of the screens that keep their own place in the URL, as they wrote it. */
const anySearch = (search: Record<string, unknown>): Record<string, unknown> => search;

const tree = root.addChildren([
  createRoute({ ...at('/'), component: () => <Navigate to="/review" replace /> }),
  createRoute({ ...at('/start'), component: StartScreen, validateSearch: anySearch }),
  createRoute({ ...at('/review'), component: ReviewScreen, validateSearch: readReviewPlace }),
  createRoute({ ...at('/records'), component: RecordsScreen, validateSearch: anySearch }),
  createRoute({ ...at('/records/$id'), component: RecordScreen, validateSearch: anySearch }),
  createRoute({ ...at('/import'), component: ImportScreen, validateSearch: anySearch }),
  createRoute({ ...at('/batches'), component: BatchesScreen, validateSearch: anySearch }),
  createRoute({ ...at('/settings'), component: SettingsScreen, validateSearch: anySearch }),
  createRoute({ ...at('/settings/$'), component: SettingsScreen, validateSearch: anySearch }),
]);

/** The place is in the URL's hash: the window serves one page, whatever the place. */
export const router = createRouter({ routeTree: tree, history: createHashHistory() });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
