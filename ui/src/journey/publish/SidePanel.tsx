import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../components/controls';
import { showPanel } from '../panel';
import css from './publish.module.css';

/** What stands at the side instead of the inspector: a title, its content, and the way back. */
export function SidePanel({ title, children, foot }: { title: string; children: ReactNode; foot?: ReactNode }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever the keys are in it
    <div
      className={css.panel}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) showPanel(null);
      }}
    >
      <div className={css.head}>
        <h2 className="t-panel" ref={head} tabIndex={-1}>
          {title}
        </h2>
        <Button kind="quiet" small icon aria-label="Close" onPress={() => showPanel(null)}>
          <X size={14} aria-hidden />
        </Button>
      </div>
      <div className={css.body}>{children}</div>
      {foot && <div className={css.foot}>{foot}</div>}
    </div>
  );
}
