import { EmptyState } from '../components/states';

export const ReviewScreen = () => (
  <section className="pane pane--pad">
    <EmptyState>Review</EmptyState>
  </section>
);
