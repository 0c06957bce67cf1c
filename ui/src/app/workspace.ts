import { useQuery } from '@tanstack/react-query';
import { type AppInfo, bridge, type WorkspaceSummary } from '../bridge';

/** What every screen may ask about the program and the open workspace. */
export function useAppInfo() {
  return useQuery({ queryKey: ['app'], queryFn: bridge.appInfo });
}

/** The open workspace. Screens are shown only while there is one, so that they need not ask whether. */
export function useWorkspace(): WorkspaceSummary {
  const { data } = useAppInfo();
  if (data?.opened == null) throw new Error('a screen was shown without an open workspace');
  return data.opened;
}

export function useOpened(): WorkspaceSummary | null {
  return (useAppInfo().data as AppInfo | undefined)?.opened ?? null;
}
