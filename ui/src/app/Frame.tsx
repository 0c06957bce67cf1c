import { Link, Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Keycaps } from '../components/controls';
import { ErrorPanel, Loading } from '../components/states';
import { keyCaps, runCommand } from './commands';
import { DropLayer } from './DropLayer';
import {
  BatonMark,
  ExceptionsIcon,
  JourneyIcon,
  KeysIcon,
  MaturityIcon,
  RecordsIcon,
  ReviewIcon,
  SettingsIcon,
  SimulateIcon,
} from './icons';
import { KeySheet } from './KeySheet';
import { OpenCases } from './OpenCases';
import { refusal } from './opening';
import { Palette } from './Palette';
import { StatusBar } from './StatusBar';
import { SlotContext, type Slots } from './slots';
import { sayTrouble, Toasts } from './toasts';
import { useKeyboard } from './useKeyboard';
import { useAppInfo } from './workspace';

const PLACES = [
  { to: '/journey', name: 'Journey', Icon: JourneyIcon, also: [] },
  { to: '/simulate', name: 'Simulate', Icon: SimulateIcon, also: [] },
  { to: '/records', name: 'Records', Icon: RecordsIcon, also: ['/import', '/batches'] },
  { to: '/exceptions', name: 'Exceptions', Icon: ExceptionsIcon, also: [] },
  { to: '/review', name: 'Review', Icon: ReviewIcon, also: [] },
  { to: '/maturity', name: 'Maturity', Icon: MaturityIcon, also: [] },
  { to: '/settings', name: 'Settings', Icon: SettingsIcon, also: [] },
] as const;

function placeOf(pathname: string) {
  return PLACES.find(({ to, also }) =>
    [to, ...also].some((start) => pathname === start || pathname.startsWith(`${start}/`)),
  );
}

function Rail({ current }: { current: string | undefined }) {
  return (
    <nav className="rail" aria-label="Screens">
      <div className="rail__logo">
        <BatonMark />
      </div>
      {PLACES.map(({ to, name, Icon }) => (
        <Link key={to} to={to} className="rail__item" {...(current === name && { 'aria-current': 'page' as const })}>
          <Icon />
          {name}
          {to === '/exceptions' && <OpenCases />}
        </Link>
      ))}
      <button type="button" className="rail__item rail__end" onClick={() => runCommand('app.keys')}>
        <KeysIcon />
        Keys
      </button>
    </nav>
  );
}

/** Rail, header, work and status bar around every screen; the start screen, which has no workspace yet, stands alone. */
export function Frame() {
  useKeyboard();
  const { data, error, refetch } = useAppInfo();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const [crumbs, setCrumbs] = useState<HTMLElement | null>(null);
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const [actions, setActions] = useState<HTMLElement | null>(null);
  const slots: Slots = { crumbs, tools, actions };

  const refused = data?.trouble ?? null;
  const opened = data?.opened != null;
  useEffect(() => {
    if (refused === null) return;
    // Without a workspace the start screen shows it, and keeps showing it.
    if (opened) sayTrouble(refused);
    else refusal.set(refused);
  }, [refused, opened]);

  if (error) {
    return (
      <main className="alone">
        <ErrorPanel error={error} retry={() => void refetch()} />
      </main>
    );
  }
  if (data === undefined) return <Loading label="Opening Baton" lines={0} />;

  const atStart = pathname === '/start';
  if (data.opened === null && !atStart) return <Navigate to="/start" replace />;
  if (data.opened === null || atStart) {
    return (
      <>
        <Outlet />
        <DropLayer />
        <Palette />
        <KeySheet />
        <Toasts />
      </>
    );
  }
  const place = placeOf(pathname);
  return (
    <SlotContext.Provider value={slots}>
      <a className="skip" href="#work">
        Skip to the work
      </a>
      <div className="app">
        <Rail current={place?.name} />
        <header className="head">
          <div className="head__crumb">
            <span className="head__company">{data.opened.company}</span> <i>/</i> <b>{place?.name}</b>
            <span className="head__slot" ref={setCrumbs} />
          </div>
          <div className="head__slot" ref={setTools} />
          <div className="head__gap" />
          <button type="button" className="head__find" onClick={() => runCommand('app.palette')}>
            <Search size={14} aria-hidden /> Search or run <Keycaps caps={keyCaps('$mod+k')} />
          </button>
          <div className="head__slot" ref={setActions} />
        </header>
        <main className="work" id="work" tabIndex={-1}>
          <Outlet />
        </main>
        <StatusBar />
      </div>
      <DropLayer />
      <Palette />
      <KeySheet />
      <Toasts />
    </SlotContext.Provider>
  );
}
