import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router';
import { ErrorPanel } from '../components/states';
import { readReviewPlace } from '../review/place';
import { ReviewScreen } from '../review/ReviewScreen';
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

/** What is not needed for the first picture is fetched right after it. */
const records = () => import('../records');
const settings = () => import('../settings');
const journey = () => import('../journey');
const simulator = () => import('../simulator');
const exceptions = () => import('../exceptions');
const maturity = () => import('../maturity');
const council = () => import('../review/council');
export const fetchTheRest = (): Promise<unknown> =>
  Promise.all([records(), settings(), journey(), simulator(), exceptions(), maturity(), council()]);

const tree = root.addChildren([
  createRoute({ ...at('/'), component: () => <Navigate to="/review" replace /> }),
  createRoute({
    ...at('/journey'),
    component: lazyRouteComponent(journey, 'JourneyScreen'),
    validateSearch: anySearch,
  }),
  createRoute({
    ...at('/simulate'),
    component: lazyRouteComponent(simulator, 'SimulatorScreen'),
    validateSearch: anySearch,
  }),
  createRoute({
    ...at('/exceptions'),
    component: lazyRouteComponent(exceptions, 'ExceptionsScreen'),
    validateSearch: anySearch,
  }),
  createRoute({
    ...at('/maturity'),
    component: lazyRouteComponent(maturity, 'MaturityScreen'),
    validateSearch: anySearch,
  }),
  createRoute({ ...at('/start'), component: StartScreen, validateSearch: anySearch }),
  createRoute({ ...at('/review'), component: ReviewScreen, validateSearch: readReviewPlace }),
  createRoute({
    ...at('/records'),
    component: lazyRouteComponent(records, 'RecordsScreen'),
    validateSearch: anySearch,
  }),
  createRoute({
    ...at('/records/$id'),
    component: lazyRouteComponent(records, 'RecordScreen'),
    validateSearch: anySearch,
  }),
  createRoute({ ...at('/import'), component: lazyRouteComponent(records, 'ImportScreen'), validateSearch: anySearch }),
  createRoute({
    ...at('/batches'),
    component: lazyRouteComponent(records, 'BatchesScreen'),
    validateSearch: anySearch,
  }),
  createRoute({
    ...at('/settings'),
    component: lazyRouteComponent(settings, 'SettingsScreen'),
    validateSearch: anySearch,
  }),
  createRoute({
    ...at('/settings/$'),
    component: lazyRouteComponent(settings, 'SettingsScreen'),
    validateSearch: anySearch,
  }),
]);

/** The place is in the URL's hash: the window serves one page, whatever the place. */
export const router = createRouter({ routeTree: tree, history: createHashHistory() });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
