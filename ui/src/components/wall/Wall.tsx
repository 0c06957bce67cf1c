import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button, Keycaps } from '../controls';
import css from './wall.module.css';

interface Props {
  /** What a screen reader says that it is. */
  label: string;
  at: number;
  /** The last page that there is. */
  last: number;
  /** `3 / 10` */
  count: string;
  onGo: (at: number) => void;
  onLeave: () => void;
  /** A key that the page has for itself; true = it took it. */
  onKey?: (event: KeyboardEvent) => boolean;
  /** True = something is being typed, and no key turns a page. */
  typing?: boolean;
  /** In the foot, before the way out. */
  foot?: ReactNode;
  children: ReactNode;
}

const ON = ['ArrowRight', 'ArrowDown', 'PageDown', ' '];
const BACK = ['ArrowLeft', 'ArrowUp', 'PageUp'];

/** Full screen, large type, one page after the other with the arrow keys; the window's own keys do nothing meanwhile. */
export function Wall({ label, at, last, count, onGo, onLeave, onKey, typing = false, foot, children }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const leaveNow = useRef(onLeave);
  leaveNow.current = onLeave;
  useEffect(() => {
    stage.current?.focus();
    // A window that refuses to fill the screen shows the same inside its own frame.
    void document.documentElement.requestFullscreen?.().catch(() => {});
    // Escape may only give the screen back, unseen by the page; it leaves the presentation all the same.
    const onScreen = () => document.fullscreenElement === null && leaveNow.current();
    document.addEventListener('fullscreenchange', onScreen);
    return () => {
      document.removeEventListener('fullscreenchange', onScreen);
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => {});
    };
  }, []);
  // What was typed in is gone: the keys are the wall's again.
  useEffect(() => {
    if (!typing) stage.current?.focus();
  }, [typing]);
  const go = (to: number) => onGo(Math.min(last, Math.max(0, to)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (typing) return;
    event.stopPropagation();
    const own = event.target instanceof HTMLButtonElement && event.key === ' ';
    const to = ON.includes(event.key)
      ? at + 1
      : BACK.includes(event.key)
        ? at - 1
        : event.key === 'Home'
          ? 0
          : event.key === 'End'
            ? last
            : null;
    if (event.key === 'Escape') onLeave();
    else if (onKey?.(event)) event.preventDefault();
    else if (to !== null && !own) {
      event.preventDefault();
      go(to);
    } else if (event.ctrlKey || event.metaKey) event.preventDefault();
  };
  return (
    <div
      className={css.wall}
      ref={stage}
      role="dialog"
      aria-modal="true"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className={css.slide} aria-live="polite">
        {children}
      </div>
      <footer className={css.foot}>
        <Button kind="quiet" icon aria-label="Back" isDisabled={at === 0} onPress={() => go(at - 1)}>
          <ArrowLeft size={16} aria-hidden />
        </Button>
        <span className="num t-2">{count}</span>
        <Button kind="quiet" icon aria-label="On" isDisabled={at === last} onPress={() => go(at + 1)}>
          <ArrowRight size={16} aria-hidden />
        </Button>
        {foot ?? (
          <span className={css.keys}>
            <Keycaps caps={['Esc']} /> leaves
          </span>
        )}
        <Button kind="quiet" icon aria-label="Leave the presentation" onPress={onLeave}>
          <X size={16} aria-hidden />
        </Button>
      </footer>
    </div>
  );
}
