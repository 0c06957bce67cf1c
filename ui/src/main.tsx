import './app/fonts.css';
import './app/tokens.css';
import './app/base.css';
import './app/parts.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { addGlobalCommands } from './app/global-commands';
import { startMenu } from './app/menu';
import { followWorkspace, makeQueryClient } from './app/query';
import { fetchTheRest, router } from './app/router';
import { startTheme } from './app/theme';
import { startZoom } from './app/zoom';
import { insideWindow, setTransport } from './bridge/transport';

async function start(): Promise<void> {
  if (__FAKE_BRIDGE__ && !insideWindow()) {
    const { fakeTransport } = await import('./bridge/fake');
    setTransport(fakeTransport());
  }
  startTheme();
  startZoom();
  const client = makeQueryClient();
  followWorkspace(client);
  addGlobalCommands(client);
  startMenu();
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element #root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
  setTimeout(() => void fetchTheRest(), 300);
}

void start();
