import { Check, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { trouble, wasCancelled } from '../bridge';
import { store, useStore } from './store';

export interface Toast {
  id: number;
  text: string;
  /** A failed act stays until it is read away. */
  bad: boolean;
  action?: { label: string; run: () => void };
}

const toasts = store<readonly Toast[]>([]);
let last = 0;

/** Says in a line what just happened, beside the way to take it back where there is one. */
export function say(text: string, action?: Toast['action']): void {
  last += 1;
  toasts.set((now) => [...now.slice(-2), { id: last, text, bad: false, ...(action && { action }) }]);
}

/** Says in a line what did not work. A cancelled act is no failure and says nothing. */
export function sayTrouble(error: unknown): void {
  if (wasCancelled(error)) return;
  const { title, message } = trouble(error);
  last += 1;
  toasts.set((now) => [...now.slice(-2), { id: last, text: `${title}. ${message}`, bad: true }]);
}

export function dismissToast(id: number): void {
  toasts.set((now) => now.filter((toast) => toast.id !== id));
}

const SHOWN_MS = 6_000;

function ToastLine({ toast }: { toast: Toast }) {
  useEffect(() => {
    if (toast.bad) return;
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div className={toast.bad ? 'toast toast--bad' : 'toast'}>
      {toast.bad ? <TriangleAlert size={14} aria-hidden /> : <Check size={14} aria-hidden />}
      <span className="num">{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className="btn btn--quiet btn--s"
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        className="btn btn--quiet btn--s btn--icon"
        aria-label="Dismiss"
        onClick={() => dismissToast(toast.id)}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}

export function Toasts() {
  const shown = useStore(toasts);
  return (
    <section className="toasts" aria-label="Messages" aria-live="polite">
      {shown.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </section>
  );
}
