import { EmptyState } from '../components/states';

export const StartScreen = () => (
  <main className="alone">
    <EmptyState>Baton</EmptyState>
  </main>
);
